import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TieredTiles, newestKnownEnd } from '../../packing';
import { BASE_TILE_MS } from '../../tiles';
import { WindowRequest } from '../windows';
import { ExactSum } from './ExactSum';
import { SlotRing } from './SlotRing';

/** Tiles may come late by so much; what is older is a matter for the store. */
const MINUTES_MS = 6 * 3_600_000;

/** The sum of one window, of slots from `startMs` to the end of the newest tile. */
interface RollingWindow {
  readonly windowMs: number;
  readonly ring: SlotRing;
  bad: ExactSum;
  total: ExactSum;
  startMs: number;
  known: number;
}

/**
 * The sums of a group's windows while time goes on. A tile costs the same however long the windows are: it is added to
 * each, and the slots that a window leaves behind are taken out of it. Sums are in fixed point, so that they stay those
 * of the slots for ever. Times are milliseconds since the epoch.
 *
 * @public
 */
export class RollingSums {
  readonly #minutes: SlotRing;
  readonly #rings: readonly SlotRing[];
  readonly #windows: readonly RollingWindow[];
  #endMs: number;
  #newestMs: number | undefined;

  /** From what is stored up to `endMs`; `tiers` reach as far back as the windows do. */
  constructor(
    tiers: TieredTiles,
    windows: readonly WindowRequest[],
    endMs: number,
  ) {
    this.#endMs = endMs;
    const newest = newestKnownEnd(tiers);
    this.#newestMs = newest && Math.min(newest, endMs);
    const rings = new Map<number, SlotRing>();
    for (const columns of [tiers.minutes, tiers.fiveMinutes, tiers.hours]) {
      const spans = windows
        .filter(({ resolutionMs }) => resolutionMs === columns.stepMs)
        .map(({ startMs, windowMs }) => Math.max(windowMs, endMs - startMs));
      const isBase = columns.stepMs === BASE_TILE_MS;
      const spanMs = Math.max(isBase ? MINUTES_MS : 0, ...spans);
      if (spanMs > 0) {
        const ring = new SlotRing(columns.stepMs, spanMs, endMs);
        ring.fill(columns);
        rings.set(columns.stepMs, ring);
      }
    }
    this.#minutes = rings.get(BASE_TILE_MS)!;
    this.#rings = [...rings.values()];
    this.#windows = windows.map(({ windowMs, startMs, resolutionMs }) =>
      sumWindow(
        {
          windowMs,
          ring: rings.get(resolutionMs)!,
          bad: new ExactSum(),
          total: new ExactSum(),
          startMs,
          known: 0,
        },
        endMs,
      ),
    );
  }

  /** End of the newest tile that may be known. */
  get endMs(): number {
    return this.#endMs;
  }

  /** End of the newest known tile; undefined when none is. */
  get newestTileMs(): number | undefined {
    return this.#newestMs;
  }

  /** Time goes on; what comes in is unknown. */
  advance(endMs: number): void {
    if (endMs > this.#endMs) {
      this.#windows.forEach(window =>
        leaveBehind(window, window.ring.startAt(endMs)),
      );
      this.#rings.forEach(ring => ring.advance(endMs));
      this.#endMs = endMs;
    }
  }

  /** A tile that starts before the end, known now; false when it is too old to be put here. */
  put(startMs: number, bad: number, total: number): boolean {
    if (startMs < this.#minutes.startMs || startMs >= this.#endMs) {
      return false;
    }
    const minute = this.#minutes.at(startMs);
    const knownBefore = this.#minutes.known(minute);
    const badBefore = this.#minutes.bad(minute);
    const totalBefore = this.#minutes.total(minute);
    for (const ring of this.#rings) {
      const slot = ring.at(startMs);
      const old = { bad: ring.bad(slot), total: ring.total(slot) };
      ring.add(slot, 1 - knownBefore, bad - badBefore, total - totalBefore);
      for (const window of this.#windows) {
        if (window.ring === ring && startMs >= window.startMs) {
          window.known += 1 - knownBefore;
          window.bad.subtract(old.bad);
          window.bad.add(ring.bad(slot));
          window.total.subtract(old.total);
          window.total.add(ring.total(slot));
        }
      }
    }
    const endMs = startMs + BASE_TILE_MS;
    this.#newestMs = Math.max(this.#newestMs ?? endMs, endMs);
    return true;
  }

  /**
   * The sums of these windows, which end now, in the order in which they were given; undefined when they are others, or
   * one begins before it did.
   */
  sums(requests: readonly WindowRequest[]): TileSums[] | undefined {
    const sums = requests.map((request, index) =>
      this.#sum(request, this.#windows[index]),
    );
    return sums.length === this.#windows.length && sums.every(isThere)
      ? sums
      : undefined;
  }

  #sum(
    { windowMs, startMs, endMs, resolutionMs }: WindowRequest,
    window: RollingWindow | undefined,
  ): TileSums | undefined {
    if (
      window?.windowMs !== windowMs ||
      window.ring.stepMs !== resolutionMs ||
      endMs !== this.#endMs ||
      startMs < window.startMs
    ) {
      return undefined;
    }
    leaveBehind(window, startMs);
    return {
      bad: window.bad.value(),
      total: window.total.value(),
      knownTiles: window.known,
      expectedTiles: (endMs - startMs) / BASE_TILE_MS,
    };
  }
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function sumWindow(window: RollingWindow, endMs: number): RollingWindow {
  const { ring, startMs } = window;
  let slot = ring.at(startMs);
  for (let at = startMs; at < endMs; at += ring.stepMs) {
    const known = ring.known(slot);
    if (known > 0) {
      window.known += known;
      window.bad.add(ring.bad(slot));
      window.total.add(ring.total(slot));
    }
    slot = ring.after(slot);
  }
  return window;
}

function leaveBehind(window: RollingWindow, startMs: number): void {
  const { ring } = window;
  if (startMs >= ring.endMs) {
    window.known = 0;
    window.bad = new ExactSum();
    window.total = new ExactSum();
    window.startMs = startMs;
  }
  for (; window.startMs < startMs; window.startMs += ring.stepMs) {
    const slot = ring.at(window.startMs);
    window.known -= ring.known(slot);
    window.bad.subtract(ring.bad(slot));
    window.total.subtract(ring.total(slot));
  }
}
