import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  availabilitySlo,
  budgetStatus,
  notSetUpService,
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
const history = (slo: string) =>
  sloHistory({ nowMs, budgetEvents: 1_000, badInHour: () => 1 }, { slo });

describe('the states of the tab', () => {
  it('shows that it loads', async () => {
    await showTab({ service: () => new Promise(() => undefined) });
    expect(screen.getByLabelText('Loading')).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('says that a service has no SLO', async () => {
    await showTab({ service: () => readyService() });
    expect(
      await screen.findByText('This service has no SLO'),
    ).toBeInTheDocument();
  });

  it('gives the annotation to add, and copies it', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await showTab({ service: () => notSetUpService() });
    await user.click(
      await screen.findByRole('button', { name: 'Copy annotation' }),
    );
    expect(copied).toHaveBeenCalledWith('nthlayer.dev/tier: standard');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeInTheDocument();
  });

  it.each([
    ['disabled', 'nthlayer.dev/enabled', 'true', '"true"'],
    ['unsupported-type', 'nthlayer.dev/type', 'api', 'api'],
  ] as const)('when %s, copies %p', async (reason, key, value, yaml) => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await showTab({
      service: () => notSetUpService({ reason, annotation: { key, value } }),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Copy annotation' }),
    );
    expect(copied).toHaveBeenCalledWith(`${key}: ${yaml}`);
  });

  it('gives the configuration to add when there is no data source', async () => {
    await showTab({
      service: () => notSetUpService({ reason: 'no-data-source' }),
    });
    expect(
      await screen.findByRole('button', { name: 'Copy configuration' }),
    ).toBeInTheDocument();
  });

  it('shows why a stack could not be built', async () => {
    await showTab({
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
    await showTab({
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
    await showTab({
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
    await showTab({
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
    await showTab({
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
});
