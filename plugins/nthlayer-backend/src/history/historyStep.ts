import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

/** Most points of a history. */
export const MAX_POINTS = 1200;

const STEPS_MS: readonly number[] = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
];

/**
 * The shortest step that cuts a span into no more points than a chart can show, and cuts through no slice of time, or slot
 * of what is kept, of a length.
 */
export function historyStep(spanMs: number, wholeMs: number = 1): number {
  const fitting =
    STEPS_MS.find(step => spanMs / step <= MAX_POINTS) ??
    Math.ceil(spanMs / MAX_POINTS / DAY_MS) * DAY_MS;
  return Math.ceil(fitting / wholeMs) * wholeMs;
}
