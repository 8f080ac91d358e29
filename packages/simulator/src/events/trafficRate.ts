import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { TrafficShape } from '../profile/SimulatedService';
import { combine, uniform } from './random';

/** The epoch was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** Requests a second in the minute that holds a time. */
export function trafficRate(
  traffic: TrafficShape,
  stream: number,
  timeMs: number,
): number {
  const minute = Math.floor(timeMs / MINUTE_MS);
  const hours = (minute * MINUTE_MS) / HOUR_MS;
  const hour = Math.floor(hours);
  const from = traffic.hours[((hour % 24) + 24) % 24];
  const to = traffic.hours[(((hour + 1) % 24) + 24) % 24];
  const day = Math.floor((minute * MINUTE_MS) / DAY_MS) + EPOCH_WEEKDAY;
  const noise =
    1 + traffic.noise * (2 * uniform(combine(stream, minute), 0) - 1);
  return (
    traffic.peakPerSecond *
    (from + (to - from) * (hours - hour)) *
    traffic.days[((day % 7) + 7) % 7] *
    noise
  );
}
