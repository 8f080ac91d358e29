import { DAY_MS } from '../durations';

/** How long slots of each length are kept, milliseconds. */
export interface Retention {
  readonly minuteMs: number;
  readonly fiveMinutesMs: number;
  readonly hourMs: number;
}

export const DEFAULT_RETENTION: Retention = {
  minuteMs: 3 * DAY_MS,
  fiveMinutesMs: 35 * DAY_MS,
  hourMs: 400 * DAY_MS,
};
