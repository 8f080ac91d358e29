import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { nthlayerApiRef } from '../../api';
import {
  availabilitySlo,
  budgetStatus,
  component,
  FakeNthlayerApi,
  latencySlo,
  notSetUpService,
  readyService,
  Scenario,
  sloHistory,
} from '../../fixtures';
import { ReliabilityContent } from './ReliabilityContent';

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

async function show(scenario: Scenario) {
  const api = new FakeNthlayerApi({ 'payment-api': scenario });
  await renderInTestApp(
    <TestApiProvider apis={[[nthlayerApiRef, api]]}>
      <EntityProvider entity={component('payment-api')}>
        <ReliabilityContent />
      </EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  return api;
}

describe('ReliabilityContent', () => {
  it('shows that it loads', async () => {
    await show({ service: () => new Promise(() => undefined) });
    expect(screen.getByLabelText('Loading')).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('shows every SLO with its figures, the worst one chosen', async () => {
    await show({
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
    await show({
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
  });

  it('does not call real figures simulated', async () => {
    await show({
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

  it('says that a service has no SLO', async () => {
    await show({ service: () => readyService() });
    expect(
      await screen.findByText('This service has no SLO'),
    ).toBeInTheDocument();
  });

  it('gives the annotation to add, and copies it', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await show({ service: () => notSetUpService() });
    await user.click(
      await screen.findByRole('button', { name: 'Copy annotation' }),
    );
    expect(copied).toHaveBeenCalledWith('nthlayer.dev/tier: standard');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeInTheDocument();
  });

  it('gives the configuration to add when there is no data source', async () => {
    await show({
      service: () => notSetUpService({ reason: 'no-data-source' }),
    });
    expect(
      await screen.findByRole('button', { name: 'Copy configuration' }),
    ).toBeInTheDocument();
  });

  it('shows why a stack could not be built', async () => {
    await show({
      service: () =>
        notSetUpService({
          reason: 'failed',
          diagnostics: [
            {
              severity: 'error',
              code: 'invalid-service-label',
              path: 'metadata.annotations["nthlayer.dev/service"]',
              summary: '<img src=x onerror=alert(1)>',
            },
          ],
        }),
    });
    expect(
      await screen.findByText('invalid-service-label'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Copy annotation' }),
    ).not.toBeInTheDocument();
  });

  it('waits for a stack that is being compiled', async () => {
    let asked = 0;
    await show({
      service: () => {
        asked += 1;
        return asked === 1
          ? notSetUpService({ reason: 'pending' })
          : readyService({ slos: [availabilitySlo(healthy)] });
      },
      history,
    });
    expect(
      await screen.findByText('The reliability stack is being compiled'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole(
        'article',
        { name: 'Availability' },
        { timeout: 6_000 },
      ),
    ).toBeInTheDocument();
  }, 20_000);

  it('shows an error and tries again', async () => {
    let asked = 0;
    await show({
      service: () => {
        asked += 1;
        if (asked === 1) {
          throw new Error('backend is down');
        }
        return readyService({ slos: [availabilitySlo(healthy)] });
      },
      history,
    });
    expect(
      (await screen.findAllByText(/backend is down/)).length,
    ).toBeGreaterThan(0);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('article', { name: 'Availability' }),
    ).toBeInTheDocument();
  });

  it('says since when and why figures are stale, and never shows them as plainly healthy', async () => {
    const stale = { ...healthy, stale: true };
    const dataProblem = {
      code: 'bad-reply' as const,
      message: 'text/html instead of JSON',
      sinceMs: Date.UTC(2026, 10, 21, 12),
    };
    await show({
      service: () =>
        readyService({ slos: [availabilitySlo(stale, { dataProblem })] }),
      history,
    });
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(/Since 21 Nov/);
    expect(banner).toHaveTextContent('bad-reply · text/html instead of JSON');
    expect(screen.getAllByText('Stale')).toHaveLength(2);
  });

  it('shows how far history has been read', async () => {
    await show({
      service: () =>
        readyService({
          slos: [
            availabilitySlo(
              { ...healthy, coverage: 0.5, stale: true },
              {
                backfill: {
                  state: 'running',
                  fromMs: nowMs - 30 * 86_400_000,
                  reachedMs: nowMs - 15 * 86_400_000,
                },
              },
            ),
          ],
        }),
      history,
    });
    expect(await screen.findByText(/\(50\.0 %\)/)).toBeInTheDocument();
    expect(
      screen.getByText(/50\.0 % of the window is known/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('asks for the chosen environment', async () => {
    const asked: (string | undefined)[] = [];
    await show({
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
    await show({
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
    await show({
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
    expect(row).toHaveTextContent('Default tier critical');
  });
});
