import {
  Slo,
  TileSums,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { currentPeriod } from './calendarPeriod';
import { slicesOf } from './sumSlices';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long five minutes are kept, unless configured otherwise. */
const LONGEST_IN_FIVE_MINUTES_MS = 35 * DAY_MS;

/**
 * Tiles to be summed: those that start in [startMs, endMs), read at `resolutionMs`. `startMs` lies on a boundary of
 * that resolution, at or before the start of the exact window; with slices of time it is the start of a slice. Times are
 * milliseconds since the epoch.
 *
 * @public
 */
export interface WindowRequest {
  /** The length asked for; of a calendar window the whole period's. */
  readonly windowMs: number;
  /** Start of the first tile. */
  readonly startMs: number;
  /** End of the last tile. */
  readonly endMs: number;
  /** Length of the tiles to read, milliseconds. */
  readonly resolutionMs: number;
}

/**
 * A window with what its tiles add up to.
 *
 * @public
 */
export interface WindowSums extends WindowRequest {
  /** Over the known tiles of [startMs, endMs). */
  readonly sums: TileSums;
}

/**
 * Windows over which the burn rate is told: 1 h, 6 h, 1 d and 3 d, in milliseconds.
 *
 * @public
 */
export const BURN_WINDOWS_MS: readonly number[] = [
  HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  3 * DAY_MS,
];

function resolutionOf(windowMs: number): number {
  if (windowMs <= 6 * HOUR_MS) {
    return MINUTE_MS;
  }
  return windowMs <= 3 * DAY_MS ? 5 * MINUTE_MS : HOUR_MS;
}

/**
 * A calendar period that begins within an hour, as all do where clocks differ by half an hour, is read in five minutes:
 * the hour that it begins in is of the one before, too. Years of five minutes would take too much room.
 */
function periodResolutionOf(periodMs: number, startMs: number): number {
  const resolutionMs = resolutionOf(periodMs);
  return startMs % resolutionMs === 0 || periodMs > LONGEST_IN_FIVE_MINUTES_MS
    ? resolutionMs
    : Math.min(resolutionMs, 5 * MINUTE_MS);
}

function request(
  windowMs: number,
  startMs: number,
  endMs: number,
  resolutionMs: number,
): WindowRequest {
  return {
    windowMs,
    startMs: Math.floor(startMs / resolutionMs) * resolutionMs,
    endMs,
    resolutionMs,
  };
}

function rollingWindow(
  windowMs: number,
  endMs: number,
  sliceMs: number | undefined,
): WindowRequest {
  const resolutionMs = sliceMs ?? resolutionOf(windowMs);
  return request(windowMs, endMs - windowMs, endMs, resolutionMs);
}

function budgetWindow(
  window: TimeWindow,
  endMs: number,
  sliceMs: number | undefined,
): WindowRequest {
  if (window.type === 'rolling') {
    return rollingWindow(window.durationMs, endMs, sliceMs);
  }
  const { startMs, endMs: periodEndMs } = currentPeriod(window, endMs);
  const periodMs = periodEndMs - startMs;
  const resolutionMs = sliceMs ?? periodResolutionOf(periodMs, startMs);
  return request(periodMs, startMs, endMs, resolutionMs);
}

/**
 * The windows that a status of the SLO is made from. `endMs` is the end of the newest tile asked for. A rolling
 * window ends there; a calendar window began with the period that is running.
 *
 * @public
 */
export function budgetWindows(
  slo: Slo,
  endMs: number,
  burnWindowsMs: readonly number[] = BURN_WINDOWS_MS,
): { budget: WindowRequest; burn: readonly WindowRequest[] } {
  const sliceMs = slicesOf(slo)?.lengthMs;
  return {
    budget: budgetWindow(slo.window, endMs, sliceMs),
    burn: burnWindowsMs.map(windowMs =>
      rollingWindow(windowMs, endMs, sliceMs),
    ),
  };
}
