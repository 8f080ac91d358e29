import { HOUR_MS, MINUTE_MS } from '../durations';
import { isComposite } from '../evaluation/composites/compositeLevels';
import { ActiveSlo } from '../slos/SloStore';

/**
 * How long after a try has failed the next one counts, by how many have failed. The chunk is given up with the one after
 * the last pause, 27 hours after the first at the earliest: longer than a store behind a data source is usually away.
 */
const PAUSES_MS = [
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  14 * HOUR_MS,
];

/** As long as no more tries have failed, the chunk is asked for every turn: what goes by may go by soon. */
const IMPATIENT_TRIES = 2;

/** What a failure of the shortest chunk means: nothing, one more failed try, or the end of it. */
export type FailedTry = 'not-counted' | 'counted' | 'last';

/** Whether the back-fill may ask for the next chunk of an SLI's history. */
export function isDue(active: ActiveSlo, nowMs: number): boolean {
  const { count = 0 } = active.tries ?? {};
  return count <= IMPATIENT_TRIES || hasPaused(active, nowMs);
}

/**
 * A try counts only when ticks have read the SLI since the one before, so that an outage of its data source uses up
 * none; what ticks read is `delayMs` old. Where a chunk was given up, so is the next one with its first such failure. A
 * composite waits for its members.
 */
export function judgeFailure(
  active: ActiveSlo,
  { nowMs, delayMs }: { readonly nowMs: number; readonly delayMs: number },
): FailedTry {
  const { tries, progress } = active;
  const isAnswered = !tries || progress.watermarkMs > tries.lastMs - delayMs;
  if (isComposite(active) || !isAnswered || !hasPaused(active, nowMs)) {
    return 'not-counted';
  }
  return tries && tries.count >= PAUSES_MS.length ? 'last' : 'counted';
}

function hasPaused({ tries }: ActiveSlo, nowMs: number): boolean {
  return !tries || nowMs >= tries.lastMs + (PAUSES_MS[tries.count - 1] ?? 0);
}
