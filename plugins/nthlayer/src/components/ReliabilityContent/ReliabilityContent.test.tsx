import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  availabilitySlo,
  budgetStatus,
  latencySlo,
  readyService,
  sloHistory,
} from '../../__testUtils__';
import { showTab } from '../../__testUtils__/showTab';

jest.mock('../BudgetHistory/useUplot', () => ({ useUplot: jest.fn() }));

jest.setTimeout(60_000);

const nowMs = Date.now();
const healthy = budgetStatus({
  nowMs,
  objective: 0.9995,
  bad: 8_208,
  total: 43_200_000,
  burn: { 1: 0.42, 6: 0.81, 24: 0.7, 72: 0.9 },
});
const exhausted = budgetStatus({
  nowMs,
  objective: 0.99,
  bad: 540_000,
  total: 43_200_000,
  burn: { 1: 15, 6: 7, 24: 3, 72: 2 },
});
const history = (slo: string) =>
  sloHistory({ nowMs, budgetEvents: 1_000, badInHour: () => 1 }, { slo });

describe('the tab of a service that is set up', () => {
  it('shows every SLO with its figures, the worst one chosen', async () => {
    await showTab({
      service: () =>
        readyService({
          slos: [availabilitySlo(healthy), latencySlo(exhausted)],
        }),
      history,
    });
    const card = within(
      await screen.findByRole('article', { name: 'Availability' }),
    );
    expect(card.getByText('99.95 % over 30 d')).toBeInTheDocument();
    expect(card.getByText('99.981 %')).toBeInTheDocument();
    expect(card.getByText('62.0 %')).toBeInTheDocument();
    expect(card.getByText('18 d 14 h of 30 d')).toBeInTheDocument();
    expect(
      card.getByText(/8,208 of 21,600 allowed bad events/),
    ).toBeInTheDocument();
    expect(card.getByText('0.42×')).toBeInTheDocument();
    expect(card.getByText('Healthy')).toBeInTheDocument();
    expect(card.getByText('Not spent at this rate')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Latency' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(
      screen.getByText('Worst SLO is Latency: −25.0 % of its budget left'),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Simulated data').length).toBeGreaterThan(0);
  });

  it('changes the chart with the chosen SLO, and shows it as a table', async () => {
    await showTab({
      service: () =>
        readyService({
          slos: [availabilitySlo(healthy), latencySlo(exhausted)],
        }),
      history,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Availability' }),
    );
    const section = await screen.findByRole('region', {
      name: /^Availability: 30\sd error budget$/,
    });
    expect(
      await within(section).findByRole('img', { name: /720 bad events/ }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(section).getByRole('button', { name: 'View as table' }),
    );
    expect(
      within(section).getByRole('table', { name: 'Budget by day' }),
    ).toBeInTheDocument();
    expect(within(section).getByText('Simulated data')).toBeInTheDocument();
  });

  it('does not call real figures simulated', async () => {
    await showTab({
      service: () =>
        readyService({
          dataSource: { name: 'eu', type: 'prometheus', simulated: false },
          slos: [availabilitySlo(healthy)],
        }),
      history: slo => ({ ...history(slo), simulated: false }),
    });
    await screen.findByRole('img', { name: /bad events/ });
    expect(screen.queryByText('Simulated data')).not.toBeInTheDocument();
  });

  it('asks for the chosen environment', async () => {
    const asked: (string | undefined)[] = [];
    await showTab({
      service: environment => {
        asked.push(environment);
        return readyService({
          environment: environment ?? 'production',
          environments: ['production', 'staging'],
          slos: [availabilitySlo(healthy)],
        });
      },
      history,
    });
    await userEvent.click(await screen.findByLabelText('Environment'));
    await userEvent.click(screen.getByRole('option', { name: 'staging' }));
    await waitFor(() => expect(asked).toEqual([undefined, 'staging']));
  });

  it('shows a generated file as text', async () => {
    await showTab({
      service: () => readyService({ slos: [availabilitySlo(healthy)] }),
      history,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'View Dashboard' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await waitFor(() =>
      expect(screen.getByRole('dialog')).toHaveTextContent(
        'payment-api <b>reliability</b>',
      ),
    );
    expect(dialog.getByRole('button', { name: 'Copy' })).toBeInTheDocument();
    expect(
      dialog.getByRole('button', { name: 'Download' }),
    ).toBeInTheDocument();
  });

  it('unfolds where values come from', async () => {
    await showTab({
      service: () => readyService({ slos: [availabilitySlo(healthy)] }),
      history,
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Where these values come from',
      }),
    );
    const row = screen.getByRole('row', { name: /slos\.availability/ });
    expect(row).toHaveTextContent('99.95 %');
    expect(row).toHaveTextContent('Default: tier critical');
  });
});
