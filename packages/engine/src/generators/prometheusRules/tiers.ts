import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Recorded counts of one length: bad and total events of each. */
export interface Tier {
  readonly stepMs: number;
  /** Longest window that is summed from them. */
  readonly upToMs: number;
  readonly bad: string;
  readonly total: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Tiles, of which everything else is made. */
export const TILES: Tier = {
  stepMs: MINUTE_MS,
  upToMs: 6 * HOUR_MS,
  bad: METRICS.sliBadDelta1m,
  total: METRICS.sliTotalDelta1m,
};

export const FIVE_MINUTES: Tier = {
  stepMs: 5 * MINUTE_MS,
  upToMs: 72 * HOUR_MS,
  bad: METRICS.sliBadDelta5m,
  total: METRICS.sliTotalDelta5m,
};

export const HOURS: Tier = {
  stepMs: HOUR_MS,
  upToMs: Infinity,
  bad: METRICS.sliBadDelta1h,
  total: METRICS.sliTotalDelta1h,
};

/** The counts that a window is summed from: fine ones for short windows, few ones for long windows. */
export function tierOf(windowMs: number): Tier {
  return (
    [TILES, FIVE_MINUTES, HOURS].find(({ upToMs }) => windowMs <= upToMs) ??
    HOURS
  );
}
