import { combine, hashText, uniform } from '../events/random';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { ExporterMetric } from './ExporterMetric';

/** What a swing is made of; the parts add up to 1. */
const WAVES = [
  { part: 0.6, periodMs: DAY_MS },
  { part: 0.25, periodMs: 2.3 * HOUR_MS },
  { part: 0.15, periodMs: 11 * MINUTE_MS },
];
/** Since when things have been growing. */
const BEGAN_MS = Date.UTC(2024, 0, 1);
const DEFAULT_SWING = 0.3;

/** Between -1 and 1; or the sum of that over time, in seconds, which never falls by more than time goes by. */
function wave(stream: number, timeMs: number, summed: boolean): number {
  return WAVES.reduce((sum, { part, periodMs }, i) => {
    const turn = (2 * Math.PI) / periodMs;
    const angle = turn * timeMs + 2 * Math.PI * uniform(stream, i);
    const value = summed ? -Math.cos(angle) / (turn * 1000) : Math.sin(angle);
    return sum + part * value;
  }, 0);
}

/** The value of one series at a time: a pure function of the seed, the dependency, the series and the time. */
export function exporterValue(
  metric: ExporterMetric,
  index: number,
  { seed, owner }: { readonly seed: number; readonly owner: string },
  timeMs: number,
): number {
  const { name, type, series, swing = DEFAULT_SWING, fractional } = metric;
  const [, level] = series[index];
  const stream = combine(combine(hashText(`${owner} ${name}`), index), seed);
  const grows = metric.grows ?? type === 'counter';
  const value = grows
    ? level *
      ((timeMs - BEGAN_MS) / 1000 +
        swing * (wave(stream, timeMs, true) - wave(stream, BEGAN_MS, true)))
    : level * (1 + swing * wave(stream, timeMs, false));
  const shown = Math.max(0, value);
  return fractional
    ? Number(shown.toFixed(6))
    : (grows ? Math.floor : Math.round)(shown);
}
