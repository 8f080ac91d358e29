import { LatencyPoint } from '../profile/SimulatedService';

const { round } = Math; // a global looked up for every event is slow under Jest

/** Duration in whole microseconds of the request that is slower than `share` of all others. */
export function latencyAt(
  points: readonly LatencyPoint[],
  share: number,
  slowness: number,
): number {
  let lower = 0;
  let lowerMs = 0;
  for (const point of points) {
    if (share < point.share) {
      const part = (share - lower) / (point.share - lower);
      const ms = lowerMs + part * (point.ms - lowerMs);
      return round(ms * slowness * 1000);
    }
    lower = point.share;
    lowerMs = point.ms;
  }
  return round(lowerMs * slowness * 1000);
}
