import { NotFoundError } from '@backstage/errors';
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
const status = (bad: number) =>
  budgetStatus({ nowMs, objective: 0.999, bad, total: 1_000_000 });
const scenario = {
  service: (environment: string | undefined) =>
    readyService({
      environment: environment ?? 'production',
      environments: ['production', 'staging'],
      slos: [availabilitySlo(status(10)), latencySlo(status(900))],
    }),
  history: (slo: string) =>
    sloHistory({ nowMs, budgetEvents: 1_000, badInHour: () => 1 }, { slo }),
};
const card = (name: string) => screen.findByRole('button', { name });

describe('the address of the tab', () => {
  it('chooses the environment and the SLO', async () => {
    await showTab(scenario, '?environment=staging&slo=availability');
    expect(await card('Availability')).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByLabelText('Environment')).toHaveTextContent('staging');
  });

  it('follows what is chosen, and keeps what is not ours', async () => {
    const { query } = await showTab(scenario, '?theme=dark');
    expect(await card('Latency')).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(await card('Availability'));
    expect(query()).toBe('?theme=dark&slo=availability');
    await userEvent.click(screen.getByLabelText('Environment'));
    await userEvent.click(screen.getByRole('option', { name: 'staging' }));
    await waitFor(() =>
      expect(query()).toBe('?theme=dark&slo=availability&environment=staging'),
    );
    expect(await card('Availability')).toHaveAttribute('aria-pressed', 'true');
  });

  it('chooses the group of an SLO that is split, the worst where none is named', async () => {
    const history = jest.fn(scenario.history);
    const { query } = await showTab(
      {
        ...scenario,
        service: () =>
          readyService({
            slos: [
              latencySlo(status(900)),
              availabilitySlo(status(10), {
                groups: [
                  { labels: { route: '/refund' }, status: status(700) },
                  { labels: { route: '/pay' }, status: status(10) },
                ],
              }),
            ],
          }),
        history,
      },
      '?slo=availability',
    );
    const select = await screen.findByLabelText('Group');
    expect(select).toHaveTextContent('route: /refund (30.0 % left)');
    expect(history).toHaveBeenLastCalledWith('availability', {
      route: '/refund',
    });
    await userEvent.click(select);
    await userEvent.click(screen.getByRole('option', { name: /route: \/pay/ }));
    await waitFor(() =>
      expect(history).toHaveBeenLastCalledWith('availability', {
        route: '/pay',
      }),
    );
    expect(new URLSearchParams(query()).get('slo')).toBe(
      'availability {"route":"/pay"}',
    );
    const chosen = screen.getByRole('article', {
      name: 'Availability, route: /pay',
    });
    expect(
      within(chosen).getByRole('button', { name: 'Availability' }),
    ).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(await card('Latency'));
    expect(screen.queryByLabelText('Group')).not.toBeInTheDocument();
  });

  it('shows the worst SLO where it names one that is not there', async () => {
    await showTab(scenario, '?slo=gone');
    expect(await card('Latency')).toHaveAttribute('aria-pressed', 'true');
  });

  it('leads back from an environment that is not there', async () => {
    await showTab(
      {
        ...scenario,
        service: environment => {
          if (environment === 'gone') {
            throw new NotFoundError('There is no environment "gone"');
          }
          return scenario.service(environment);
        },
      },
      '?environment=gone',
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the default environment',
      }),
    );
    expect(await card('Latency')).toBeInTheDocument();
  });
});
