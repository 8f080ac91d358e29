import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetWindows } from '@nthlayer/engine';
import { DAY_MS, HOUR_MS, floorTo } from '../../durations';

/** So much is read even of an SLO whose window is shorter, for its charts. */
const LEAST_MS = 30 * DAY_MS;

/** Where the history of an SLO that is read from `originMs` on is to begin. */
export function historyFrom(
  slo: Slo,
  originMs: number,
  historyMs: number | undefined,
): number {
  const fromMs =
    historyMs === undefined
      ? Math.min(
          originMs - LEAST_MS,
          budgetWindows(slo, originMs).budget.startMs,
        )
      : originMs - historyMs;
  return floorTo(fromMs, HOUR_MS);
}
