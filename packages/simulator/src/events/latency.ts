import { LatencyPoint } from '../profile/SimulatedService';
import { Shares } from './Shares';

const { floor } = Math; // a global looked up for every event is slow under Jest

/** As `Math.round`, which is compiled to a branch that goes either way as often. */
export function roundHalfUp(value: number): number {
  const whole = floor(value);
  return whole + floor(2 * (value - whole));
}

/** How long events of a route take: between two points durations rise in a straight line. */
export class LatencyCurve {
  private readonly shares: Shares;
  /** Of each line: the share and the duration that it begins with, and by how much they rise. */
  private readonly fromShare: Float64Array;
  private readonly fromMs: Float64Array;
  private readonly riseShare: Float64Array;
  private readonly riseMs: Float64Array;

  /** The last point has a share of 1. */
  constructor(points: readonly LatencyPoint[]) {
    const starts = [{ share: 0, ms: 0 }, ...points];
    const lines = points.map(({ share, ms }, i) => ({
      share: share - starts[i].share,
      ms: ms - starts[i].ms,
    }));
    this.shares = new Shares(Float64Array.from(points, ({ share }) => share));
    this.fromShare = Float64Array.from(starts, ({ share }) => share);
    this.fromMs = Float64Array.from(starts, ({ ms }) => ms);
    this.riseShare = Float64Array.from(lines, ({ share }) => share);
    this.riseMs = Float64Array.from(lines, ({ ms }) => ms);
  }

  /** Duration in whole microseconds of the event that is slower than `share` of all others. */
  at(share: number, slowness: number): number {
    const line = this.shares.partAt(share);
    const part = (share - this.fromShare[line]) / this.riseShare[line];
    const ms = this.fromMs[line] + part * this.riseMs[line];
    return roundHalfUp(ms * slowness * 1000);
  }
}
