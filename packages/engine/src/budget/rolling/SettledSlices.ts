import { JudgedSlice, Slices } from '../sumSlices';
import { WindowRequest } from '../windows';
import { ExactSums } from './ExactSums';

/** The only member of its sums. */
const OWN = 0;

interface SettledWindow {
  startMs: number;
  readonly bad: ExactSums;
  withTraffic: number;
  knownTiles: number;
}

/**
 * Slices that are judged for good, up to a time that goes on, and what they add up to from the start of each of some
 * windows. A slice costs the same however long the windows are. Times are milliseconds since the epoch.
 */
export class SettledSlices {
  readonly #lengthMs: number;
  readonly #slots: number;
  readonly #bad: Float64Array | Uint8Array;
  readonly #hasTraffic: Uint8Array;
  readonly #known: Uint16Array;
  readonly #windows: readonly SettledWindow[];
  #endMs: number;

  constructor({ lengthMs, method }: Slices, windows: readonly WindowRequest[]) {
    const spans = windows.map(({ startMs, endMs, windowMs }) =>
      Math.max(windowMs, endMs - startMs),
    );
    this.#lengthMs = lengthMs;
    this.#slots = Math.ceil(Math.max(...spans) / lengthMs) + 2;
    this.#bad =
      method === 'RatioTimeslices'
        ? new Float64Array(this.#slots)
        : new Uint8Array(this.#slots);
    this.#hasTraffic = new Uint8Array(this.#slots);
    this.#known = new Uint16Array(this.#slots);
    this.#windows = windows.map(({ startMs }) => ({
      startMs,
      bad: new ExactSums(1),
      withTraffic: 0,
      knownTiles: 0,
    }));
    this.#endMs = Math.min(...windows.map(({ startMs }) => startMs));
  }

  /** End of the newest of them. */
  get endMs(): number {
    return this.#endMs;
  }

  /** The slice that comes next. */
  push({ bad, hasTraffic, knownTiles }: JudgedSlice): void {
    const at = this.#at(this.#endMs);
    this.#bad[at] = bad;
    this.#hasTraffic[at] = Number(hasTraffic);
    this.#known[at] = knownTiles;
    for (const window of this.#windows) {
      if (window.startMs <= this.#endMs) {
        window.bad.add(OWN, bad);
        window.withTraffic += Number(hasTraffic);
        window.knownTiles += knownTiles;
      }
    }
    this.#endMs += this.#lengthMs;
  }

  /** Takes out what these windows leave behind; false where they are others, or reach farther than there is room for. */
  moveTo(requests: readonly WindowRequest[]): boolean {
    const areThere =
      requests.length === this.#windows.length &&
      requests.every(
        ({ startMs, endMs }, index) =>
          startMs >= this.#windows[index].startMs &&
          endMs - startMs <= (this.#slots - 1) * this.#lengthMs,
      );
    if (areThere) {
      this.#windows.forEach((window, index) =>
        this.#leaveBehind(window, requests[index].startMs),
      );
    }
    return areThere;
  }

  /** Of the window of this index, with what has not settled yet. */
  sums(
    index: number,
    unsettled: readonly JudgedSlice[],
  ): { bad: number; withTraffic: number; knownTiles: number } {
    const window = this.#windows[index];
    const bad = window.bad.grown(1);
    unsettled.forEach(slice => bad.add(OWN, slice.bad));
    return {
      bad: bad.value(OWN),
      withTraffic:
        window.withTraffic +
        unsettled.filter(({ hasTraffic }) => hasTraffic).length,
      knownTiles: window.knownTiles,
    };
  }

  #leaveBehind(window: SettledWindow, startMs: number): void {
    const untilMs = Math.min(startMs, this.#endMs);
    for (let atMs = window.startMs; atMs < untilMs; atMs += this.#lengthMs) {
      const at = this.#at(atMs);
      window.bad.subtract(OWN, this.#bad[at]);
      window.withTraffic -= this.#hasTraffic[at];
      window.knownTiles -= this.#known[at];
    }
    window.startMs = startMs;
  }

  #at(timeMs: number): number {
    return Math.floor(timeMs / this.#lengthMs) % this.#slots;
  }
}
