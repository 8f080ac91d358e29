import { JudgedSlice, Slices } from '../sumSlices';
import { WindowRequest } from '../windows';
import { SliceSums } from './SliceSums';

interface SettledWindow {
  startMs: number;
  readonly sums: SliceSums;
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
      sums: new SliceSums(),
    }));
    this.#endMs = Math.min(...windows.map(({ startMs }) => startMs));
  }

  /** End of the newest of them. */
  get endMs(): number {
    return this.#endMs;
  }

  /** The slice that comes next. */
  push(slice: JudgedSlice): void {
    const at = this.#at(this.#endMs);
    this.#bad[at] = slice.bad;
    this.#hasTraffic[at] = Number(slice.hasTraffic);
    this.#known[at] = slice.knownTiles;
    for (const { startMs, sums } of this.#windows) {
      if (startMs <= this.#endMs) {
        sums.add(slice);
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

  /** Of the window of this index. */
  sums(index: number): SliceSums {
    return this.#windows[index].sums;
  }

  #leaveBehind(window: SettledWindow, startMs: number): void {
    const untilMs = Math.min(startMs, this.#endMs);
    for (let atMs = window.startMs; atMs < untilMs; atMs += this.#lengthMs) {
      const at = this.#at(atMs);
      window.sums.subtract({
        bad: this.#bad[at],
        hasTraffic: this.#hasTraffic[at] === 1,
        knownTiles: this.#known[at],
      });
    }
    window.startMs = startMs;
  }

  #at(timeMs: number): number {
    return Math.floor(timeMs / this.#lengthMs) % this.#slots;
  }
}
