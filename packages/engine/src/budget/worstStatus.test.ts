import {
  BudgetState,
  BudgetStatus,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { worstStatus } from './worstStatus';

function status(state: BudgetState, remaining: number | null, stale = false) {
  return { state, remaining, stale } as BudgetStatus;
}

describe('worstStatus', () => {
  const exhausted = status('exhausted', -0.2);
  const burning = status('burning', 0.9);
  const hot = status('burning', 0.3);
  const unknown = status('unknown', null);
  const late = status('unknown', 0.4);
  const healthy = status('healthy', 0.8);
  const low = status('healthy', 0.1);
  const idle = status('no-traffic', null);

  it.each<[string, BudgetStatus[], BudgetState, BudgetStatus]>([
    [
      'one exhausted beside healthy ones',
      [healthy, exhausted, low],
      'exhausted',
      exhausted,
    ],
    ['exhausted beside unknown', [unknown, exhausted], 'exhausted', exhausted],
    ['unknown beside healthy', [healthy, unknown], 'unknown', unknown],
    ['burning beside unknown', [unknown, burning], 'burning', burning],
    [
      'burning beside a lower one that does not',
      [burning, low],
      'burning',
      burning,
    ],
    ['the least remaining of burning ones', [burning, hot], 'burning', hot],
    ['unknown beside a lower one', [low, unknown], 'unknown', unknown],
    ['what is known of unknown ones', [unknown, late], 'unknown', late],
    ['the least remaining of healthy ones', [healthy, low], 'healthy', low],
    ['no traffic beside healthy', [idle, healthy], 'healthy', healthy],
    ['no traffic alone', [idle], 'no-traffic', idle],
  ])('lets decide %s', (_, statuses, state, worst) => {
    for (const order of [statuses, [...statuses].reverse()]) {
      const found = worstStatus(order);
      expect(found.state).toBe(state);
      expect(found.worst).toBe(worst);
    }
  });

  it('is stale when one is', () => {
    expect(worstStatus([healthy, status('healthy', 1, true)]).stale).toBe(true);
    expect(worstStatus([healthy, low]).stale).toBe(false);
  });

  it('knows nothing of nothing', () => {
    expect(worstStatus([])).toEqual({ state: 'unknown', stale: true });
  });
});
