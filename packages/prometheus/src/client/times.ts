import { MatrixColumns } from '@nthlayer/engine';
import type { PrometheusRange } from './prometheusClient';
import { PrometheusProblem } from './prometheusProblem';
import { PrometheusRow } from './rows';

/** The header counts whole seconds. */
const SECOND_MS = 1000;

/**
 * Values for other times than those asked for, such as the future, are no answer.
 *
 * @throws PrometheusProblem
 */
export function requireTimes(
  rows: readonly PrometheusRow[],
  isAsked: (timeMs: number) => boolean,
): void {
  if (rows.some(({ timesMs }) => !timesMs.every(isAsked))) {
    throw notAsked();
  }
}

/**
 * The same of rows in columns.
 *
 * @throws PrometheusProblem
 */
export function requireTimesIn(
  { timesMs }: MatrixColumns,
  isAsked: (timeMs: number) => boolean,
): void {
  let lastMs = NaN;
  for (let sample = 0; sample < timesMs.length; sample++) {
    const timeMs = timesMs[sample];
    // most rows are of the same times
    if (timeMs !== lastMs && !isAsked(timeMs)) {
      throw notAsked();
    }
    lastMs = timeMs;
  }
}

function notAsked(): PrometheusProblem {
  return new PrometheusProblem(
    'bad-reply',
    'The reply has values for times that were not asked for',
  );
}

/** Whether a time is a step of a range. */
export function isStepOf({ startMs, endMs, stepMs }: PrometheusRange) {
  return (timeMs: number) =>
    timeMs >= startMs && timeMs <= endMs && (timeMs - startMs) % stepMs === 0;
}

/**
 * Before a time has come by the server's own clock, an answer about it repeats the last samples, as if nothing had
 * happened since.
 *
 * @throws PrometheusProblem
 */
export function requireCome(
  timeMs: number | undefined,
  dateHeader: string | null,
): void {
  const serverMs = Date.parse(dateHeader ?? '');
  if (timeMs !== undefined && timeMs >= serverMs + SECOND_MS) {
    const aheadMs = timeMs - serverMs;
    throw new PrometheusProblem(
      'bad-reply',
      `The server was asked for a time that has not come by its clock, ${Math.round(
        aheadMs / SECOND_MS,
      )} s ahead: one of the clocks is wrong`,
    );
  }
}
