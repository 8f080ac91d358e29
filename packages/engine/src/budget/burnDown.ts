import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio } from './errorRatio';
import { slicesOf } from './sumSlices';

/**
 * What happened in one of the equal steps of a history. `bad` and `total` are null where nothing is known;
 * `coverage` is the known share of the step.
 *
 * @public
 */
export interface BurnDownInput {
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  /** Events. */
  readonly bad: number | null;
  /** Events. */
  readonly total: number | null;
  /** In [0, 1]; what is excluded is not missing. */
  readonly coverage: number;
  /** Share of the step that is excluded, in (0, 1]; its counts are not among `bad` and `total`. */
  readonly excluded?: number;
}

/**
 * A step with what was left of the budget after it.
 *
 * @public
 */
export interface BurnDownPoint extends BurnDownInput {
  /** 1 − bad so far ÷ the budget of the whole window, at the end of the step; null in a gap, and without traffic. */
  readonly remaining: number | null;
}

/**
 * How a budget went down over a window. The points are all of the window, in order and equally long; the last one
 * that is known shows what the window's status shows. `windowMs` is the length of the whole window: of slices of time
 * there are as many as it has, be they over or not.
 *
 * @public
 */
export function burnDown(
  slo: Slo,
  points: readonly BurnDownInput[],
  windowMs: number,
): BurnDownPoint[] {
  const total = points.reduce((sum, point) => sum + (point.total ?? 0), 0);
  const covered = points.reduce((sum, point) => sum + point.coverage, 0);
  const perStep = covered > 0 ? total / covered : 0;
  const missing = (point: BurnDownInput) =>
    slo.noData === 'ignore' ? 0 : (1 - point.coverage) * perStep;
  const slices = slicesOf(slo);
  const counted =
    slices?.method === 'Timeslices'
      ? Math.ceil(windowMs / slices.lengthMs)
      : points.reduce((sum, point) => sum + missing(point), total);
  const budget = allowedErrorRatio(slo.objective) * counted;

  // without an event there is no budget to be spent or left
  const noTraffic = budget === 0;
  let bad = 0;
  return points.map(point => {
    bad += point.bad ?? 0;
    if (slo.noData === 'bad') {
      bad += missing(point);
    }
    const unknown = noTraffic || point.total === null;
    return { ...point, remaining: unknown ? null : 1 - bad / budget };
  });
}
