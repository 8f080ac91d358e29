import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  newestKnownEnd,
  TieredTiles,
  TileColumns,
  TIERS,
  unknownColumns,
} from '../../packing';
import { BASE_TILE_MS } from '../../tiles';
import { areCounts } from '../../tiles/areCounts';
import { WindowRequest } from '../windows';
import { MoreTiles } from './MoreTiles';
import {
  CountsInColumns,
  MemberSums,
  SumsInColumns,
  TileColumn,
} from './memberColumns';
import { rolledUp } from './rolledUp';
import { RollingWindow } from './RollingWindow';
import { SlotRing, WholeTiles } from './SlotRing';

/** Tiles may come late by so much; what is older is a matter for the store. */
const MINUTES_MS = 6 * 3_600_000;

/** Slots of one length and the windows that are made of them. */
interface RollingTier {
  readonly ring: SlotRing;
  readonly windows: readonly RollingWindow[];
}

/**
 * The sums of the windows of some groups, its members, while time goes on; their windows are the same. A tile costs the
 * same however long the windows are: it is added to each, and the slots that a window leaves behind are taken out of it.
 * Sums are in fixed point, so that they stay those of the slots for ever. Members are numbers from 0 on. Times are
 * milliseconds since the epoch.
 *
 * @public
 */
export class RollingSums implements MemberSums {
  #members: number;
  #tiers: readonly RollingTier[];
  /** In the order in which they were given. */
  #windows: readonly RollingWindow[];
  #newestMs: Float64Array;
  #endMs: number;
  /** Used again for every column, so that a tick leaves nothing behind. */
  #more?: MoreTiles;

  /** Of so many members of which nothing is known yet. */
  constructor(
    windows: readonly WindowRequest[],
    endMs: number,
    members: number = 1,
  ) {
    this.#members = members;
    this.#endMs = endMs;
    this.#newestMs = new Float64Array(members).fill(NaN);
    const rings = new Map<number, SlotRing>();
    for (const { stepMs } of Object.values(TIERS)) {
      const spans = windows
        .filter(({ resolutionMs }) => resolutionMs === stepMs)
        .map(({ startMs, windowMs }) => Math.max(windowMs, endMs - startMs));
      const isBase = stepMs === BASE_TILE_MS;
      const spanMs = Math.max(isBase ? MINUTES_MS : 0, ...spans);
      if (spanMs > 0) {
        rings.set(stepMs, new SlotRing({ stepMs, spanMs, endMs }, members));
      }
    }
    this.#windows = windows.map(
      window =>
        new RollingWindow(window, rings.get(window.resolutionMs)!, members),
    );
    this.#tiers = [...rings.values()].map(ring => ({
      ring,
      windows: this.#windows.filter(window => window.ring === ring),
    }));
  }

  /** For how many members there is room. */
  get members(): number {
    return this.#members;
  }

  /** How many there are. */
  get windows(): number {
    return this.#windows.length;
  }

  /** End of the newest tile that may be known. */
  get endMs(): number {
    return this.#endMs;
  }

  /** Makes room for more members. */
  grow(members: number): void {
    const windows = new Map<RollingWindow, RollingWindow>();
    this.#tiers = this.#tiers.map(tier => {
      const ring = tier.ring.grown(members);
      tier.windows.forEach(window =>
        windows.set(window, window.grown(ring, members)),
      );
      return { ring, windows: tier.windows.map(each => windows.get(each)!) };
    });
    this.#windows = this.#windows.map(window => windows.get(window)!);
    const newestMs = new Float64Array(members).fill(NaN);
    newestMs.set(this.#newestMs);
    this.#newestMs = newestMs;
    this.#members = members;
    this.#more = undefined;
  }

  /** What is stored of a member up to the end, in place of all that was there; it reaches as far back as the windows do. */
  fill(member: number, tiers: TieredTiles): void {
    const columns = [tiers.minutes, tiers.fiveMinutes, tiers.hours];
    for (const { ring, windows } of this.#tiers) {
      const slots = columns.find(({ stepMs }) => stepMs === ring.stepMs)!;
      ring.fill(member, slots);
      windows.forEach(window => window.sum(member, slots, this.#endMs));
    }
    const newest = newestKnownEnd(tiers) ?? NaN;
    this.#newestMs[member] = Math.min(newest, this.#endMs);
  }

  /** End of the newest known tile of a member; undefined when none is. */
  newestTileMs(member: number): number | undefined {
    const newest = this.#newestMs[member];
    return Number.isNaN(newest) ? undefined : newest;
  }

  /** The same of members that follow one another, from `first` on, into a column from a row on; `NaN` where none is. */
  readNewest(
    first: number,
    {
      column,
      row,
      count,
    }: { column: Float64Array; row: number; count: number },
  ): void {
    for (let index = 0; index < count; index++) {
      column[row + index] = this.#newestMs[first + index];
    }
  }

  /** Time goes on for all; what comes in is unknown. */
  advance(endMs: number): void {
    if (endMs > this.#endMs) {
      for (const { ring, windows } of this.#tiers) {
        const startMs = ring.startAt(endMs);
        windows.forEach(window => window.leaveBehind(startMs));
        ring.advance(endMs);
      }
      this.#endMs = endMs;
    }
  }

  /** A tile of a member that starts before the end, known now; false when it is too old to be put here. */
  put(member: number, startMs: number, bad: number, total: number): boolean {
    const [{ ring: minutes }] = this.#tiers;
    if (startMs < minutes.startMs || startMs >= this.#endMs) {
      return false;
    }
    const minute = minutes.at(startMs) + member;
    const moreKnown = 1 - minutes.known(minute);
    const moreBad = bad - minutes.bad(minute);
    const moreTotal = total - minutes.total(minute);
    for (const { ring, windows } of this.#tiers) {
      const slot = ring.at(startMs) + member;
      const badBefore = ring.bad(slot);
      const totalBefore = ring.total(slot);
      ring.add(slot, moreKnown, moreBad, moreTotal);
      if (!ring.whole && ring === minutes) {
        ring.set(slot, bad, total);
      } else if (!ring.whole) {
        this.#rollUp(ring, startMs, member);
      }
      for (const window of windows) {
        if (startMs >= window.startMs) {
          window.known[member] += moreKnown;
          window.bad.replace(member, badBefore, ring.bad(slot));
          window.total.replace(member, totalBefore, ring.total(slot));
        }
      }
    }
    this.#reach(member, startMs + BASE_TILE_MS);
    return true;
  }

  /** The same of many members, whose tiles start at one time. */
  putAll(startMs: number, column: TileColumn): boolean {
    const [{ ring: minutes }] = this.#tiers;
    if (startMs < minutes.startMs || startMs >= this.#endMs) {
      return false;
    }
    const { members, slots, bad, total } = column;
    const whole = this.#wholeTiles(startMs, column);
    if (whole) {
      for (const { ring, windows } of this.#tiers) {
        ring.addAll(ring.at(startMs), whole);
        for (const window of windows) {
          if (startMs >= window.startMs) {
            window.addAll(whole);
          }
        }
      }
    }
    for (let index = 0; !whole && index < members.length; index++) {
      const slot = slots[index];
      if (areCounts(bad[slot], total[slot])) {
        this.put(members[index], startMs, bad[slot], total[slot]);
      }
    }
    return true;
  }

  /** Minutes of a member from a time up to the end; undefined where they reach no longer back so far. */
  minutes(member: number, startMs: number): TileColumns | undefined {
    const [{ ring }] = this.#tiers;
    if (startMs < this.#endMs - MINUTES_MS) {
      return undefined;
    }
    const tiles = Math.max(0, (this.#endMs - startMs) / BASE_TILE_MS);
    const columns = unknownColumns(startMs, BASE_TILE_MS, tiles);
    for (let tile = 0; tile < tiles; tile++) {
      const slot = ring.at(startMs + tile * BASE_TILE_MS) + member;
      columns.known[tile] = ring.known(slot);
      columns.bad[tile] = ring.bad(slot);
      columns.total[tile] = ring.total(slot);
    }
    return columns;
  }

  /** Whether the sums are those of these windows, which end now; where one begins later, what it leaves behind is taken out. */
  moveTo(requests: readonly WindowRequest[]): boolean {
    const areThere =
      requests.length === this.#windows.length &&
      requests.every((request, index) => this.#has(request, index));
    if (areThere) {
      this.#windows.forEach((window, index) =>
        window.leaveBehind(requests[index].startMs),
      );
    }
    return areThere;
  }

  /** Puts the sums of the window of this index into `sums`; since `moveTo`. */
  read(
    index: number,
    member: number,
    sums: { -readonly [K in keyof TileSums]: TileSums[K] },
  ): void {
    const { bad, total, known, startMs } = this.#windows[index];
    sums.bad = bad.value(member);
    sums.total = total.value(member);
    sums.knownTiles = known[member];
    sums.expectedTiles = (this.#endMs - startMs) / BASE_TILE_MS;
  }

  /** The same of members that follow one another, from `first` on, into columns from a row on. */
  readAll(
    index: number,
    first: number,
    { columns, row, count }: SumsInColumns,
  ): void {
    const { known, startMs } = this.#windows[index];
    const end = row + count;
    this.readCounts(index, first, { columns, row, count });
    for (let at = row, member = first; at < end; at++, member++) {
      columns.knownTiles[at] = known[member];
    }
    const expected = (this.#endMs - startMs) / BASE_TILE_MS;
    columns.expectedTiles.fill(expected, row, end);
  }

  /** Only the counts. */
  readCounts(
    index: number,
    first: number,
    { columns, row, count }: CountsInColumns,
  ): void {
    const { bad, total } = this.#windows[index];
    bad.copy(first, columns.bad, row, row + count);
    total.copy(first, columns.total, row, row + count);
  }

  /** Of a member, in the order in which windows were given; since `moveTo`. */
  sums(member: number): TileSums[] {
    return this.#windows.map((_window, index) => {
      const sums = { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 };
      this.read(index, member, sums);
      return sums;
    });
  }

  /** By how much each tile is more than what is there; undefined where something is no whole number of usual size. */
  #wholeTiles(
    startMs: number,
    { members, slots, bad, total }: TileColumn,
  ): WholeTiles | undefined {
    const [{ ring: minutes }] = this.#tiers;
    const before = minutes.whole;
    if (!before || this.#tiers.some(({ ring }) => !ring.whole)) {
      return undefined;
    }
    this.#more ??= new MoreTiles(this.#members);
    this.#more.clear();
    const minute = minutes.at(startMs);
    for (let index = 0; index < members.length; index++) {
      const member = members[index];
      const slot = slots[index];
      if (!areCounts(bad[slot], total[slot])) {
        continue;
      }
      const at = minute + member;
      const moreBad = bad[slot] - before.bad[at];
      const moreTotal = total[slot] - before.total[at];
      if (!Number.isInteger(moreBad) || !Number.isInteger(moreTotal)) {
        return undefined;
      }
      this.#reach(member, startMs + BASE_TILE_MS);
      this.#more.known.add(member, 1 - before.known[at]);
      this.#more.bad.add(member, moreBad);
      this.#more.total.add(member, moreTotal);
    }
    return this.#more;
  }

  /** Of a longer slot that holds a time: what its minutes come to, where they all are here. */
  #rollUp(ring: SlotRing, timeMs: number, member: number): void {
    const [{ ring: minutes }] = this.#tiers;
    const startMs = Math.floor(timeMs / ring.stepMs) * ring.stepMs;
    if (startMs >= minutes.startMs) {
      const endMs = Math.min(startMs + ring.stepMs, this.#endMs);
      const { bad, total } = rolledUp(minutes, member, { startMs, endMs });
      ring.set(ring.at(timeMs) + member, bad, total);
    }
  }

  /** A tile of a member that ends then is known. */
  #reach(member: number, endMs: number): void {
    if (!(this.#newestMs[member] >= endMs)) {
      this.#newestMs[member] = endMs;
    }
  }

  #has(
    { windowMs, startMs, endMs, resolutionMs }: WindowRequest,
    index: number,
  ): boolean {
    const window = this.#windows[index];
    return (
      window.windowMs === windowMs &&
      window.ring.stepMs === resolutionMs &&
      endMs === this.#endMs &&
      startMs >= window.startMs
    );
  }
}
