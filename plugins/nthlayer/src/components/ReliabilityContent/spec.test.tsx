import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  availabilitySlo,
  budgetStatus,
  readyService,
  sloHistory,
} from '../../__testUtils__';
import { showTab } from '../../__testUtils__/showTab';

jest.mock('../BudgetHistory/useUplot', () => ({ useUplot: jest.fn() }));

jest.setTimeout(60_000);

const nowMs = Date.now();
const slos = [
  availabilitySlo(
    budgetStatus({ nowMs, objective: 0.999, bad: 10, total: 1_000_000 }),
  ),
];
const history = (slo: string) =>
  sloHistory({ nowMs, budgetEvents: 1_000, badInHour: () => 1 }, { slo });
const specFile = readyService({
  slos,
  specFile: 'nthlayer.yaml',
  labels: { 'cost-centre': '42' },
  dependencies: [
    {
      name: 'orders-db',
      ref: 'resource:default/orders-db',
      technology: 'postgresql',
      selector: { cluster: 'orders' },
    },
    { name: 'bus', selector: {} },
  ],
  provenance: {
    'slos.availability.objective': {
      source: 'spec-file',
      from: 'nthlayer.yaml:8',
    },
    'labels.cost-centre': { source: 'spec-file', from: 'nthlayer.yaml:5' },
    'dependencies.orders-db': { source: 'entity', from: 'spec.dependsOn' },
  },
  diagnostics: [
    {
      severity: 'error',
      code: 'unknown-field',
      path: 'spec.teir',
      summary: 'There is no field "teir".',
      position: { file: 'nthlayer.yaml', line: 4, column: 3 },
    },
  ],
});

describe('a service with a spec file', () => {
  it('names the file, and where each value of it stands', async () => {
    await showTab({ service: () => specFile, history });
    const header = within(await screen.findByRole('banner'));
    expect(header.getByText('nthlayer.yaml')).toBeInTheDocument();
    expect(screen.getByText('nthlayer.yaml:4:3')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Where these values come from' }),
    );
    const table = within(
      screen.getByRole('table', { name: 'Where the values come from' }),
    );
    const cells = table
      .getAllByRole('row')
      .slice(1)
      .map(row =>
        within(row)
          .getAllByRole('cell')
          .map(({ textContent }) => textContent?.replace(/\u00a0/g, ' ')),
      );
    expect(cells).toEqual([
      ['slos.availability.objective', '99.9 %', 'Spec file: nthlayer.yaml:8'],
      ['labels.cost-centre', '42', 'Spec file: nthlayer.yaml:5'],
      [
        'dependencies.orders-db',
        'postgresql',
        'Catalog entity: spec.dependsOn',
      ],
    ]);
  });

  it('lists what it depends on, with links to the catalog', async () => {
    await showTab({ service: () => specFile, history });
    const table = within(
      await screen.findByRole('table', { name: 'Dependencies' }),
    );
    expect(table.getByRole('link', { name: 'orders-db' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/orders-db',
    );
    expect(table.getByRole('row', { name: /orders-db/ })).toHaveTextContent(
      'postgresqlcluster="orders"',
    );
    expect(table.getByRole('row', { name: /bus/ })).toHaveTextContent('bus––');
  });
});

describe('a service without a spec file', () => {
  it('says that annotations specify it, and shows no empty list', async () => {
    await showTab({ service: () => readyService({ slos }), history });
    const header = within(await screen.findByRole('banner'));
    expect(header.getByText('annotations')).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Dependencies' }),
    ).not.toBeInTheDocument();
  });
});
