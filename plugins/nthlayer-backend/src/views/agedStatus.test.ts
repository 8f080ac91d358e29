import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MINUTE_MS } from '../durations';
import { agedStatus } from './agedStatus';

const EVALUATED_AT_MS = Date.UTC(2026, 2, 10, 12);

function status(stale: boolean): BudgetStatus {
  const sums = { bad: 0, total: 1, knownTiles: 1, expectedTiles: 1 };
  return {
    state: 'healthy',
    stale,
    objective: 0.99,
    method: 'Occurrences',
    window: { startMs: 0, endMs: 1, lengthMs: 1, budgetMs: 1, resolutionMs: 1 },
    sli: 1,
    sums,
    coverage: 1,
    budgetEvents: 0.01,
    consumed: 0,
    remaining: 1,
    remainingMs: 1,
    burn: [],
    forecast: [],
    newestTileMs: EVALUATED_AT_MS,
    evaluatedAtMs: EVALUATED_AT_MS,
  };
}

describe('agedStatus', () => {
  it.each([
    [false, 3 * MINUTE_MS, MINUTE_MS, false],
    [false, 3 * MINUTE_MS + 1, MINUTE_MS, true],
    [false, 3 * MINUTE_MS, 10_000, false],
    [false, 14 * MINUTE_MS, 5 * MINUTE_MS, false],
    [false, 16 * MINUTE_MS, 5 * MINUTE_MS, true],
    [true, 0, MINUTE_MS, true],
  ])(
    'that was stale: %s, after %i ms with a tick of %i ms, is stale: %s',
    (stale, ageMs, tickMs, expected) => {
      const nowMs = EVALUATED_AT_MS + ageMs;
      const shown = agedStatus(status(stale), { nowMs, tickMs });
      expect(shown.stale).toBe(expected);
    },
  );
});
