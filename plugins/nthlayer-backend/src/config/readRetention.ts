import { Config } from '@backstage/config';
import { DAY_MS } from '../durations';
import { DEFAULT_RETENTION, Retention } from '../tiles/Retention';
import { readDuration } from './readDuration';

/**
 * Burns of a day are told in minutes, of three days in five minutes, and budgets of a month in hours: all have to be there
 * as a whole. Of windows that are longer than what is kept, services are told.
 */
const LEAST: Retention = {
  minuteMs: DAY_MS,
  fiveMinutesMs: 4 * DAY_MS,
  hourMs: 35 * DAY_MS,
};

/** How long tiles of each length are kept: minutes no longer than the five minutes that they are part of. */
export function readRetention(config: Config): Retention {
  const read = (key: string, tier: keyof Retention) =>
    readDuration(
      config,
      `nthlayer.retention.${key}`,
      DEFAULT_RETENTION[tier],
      LEAST[tier],
    );
  const fiveMinutesMs = read('fiveMinutes', 'fiveMinutesMs');
  return {
    minuteMs: Math.min(read('minutes', 'minuteMs'), fiveMinutesMs),
    fiveMinutesMs,
    hourMs: read('hours', 'hourMs'),
  };
}
