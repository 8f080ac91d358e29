import {
  GroupLabels,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { badFromGood } from '../tiles/badFromGood';
import { MatrixRow } from './matrixRow';
import { Shape } from './shape';
import { Role } from './shapeExpression';

/** Something came that is no count of events. */
const INVALID = -1;
/** Sums of whole counts carry no more noise than this. */
const ROUNDING = 1e-9;

function isCount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

/** A bound that is spelt in two ways gives two rows; the one without samples says nothing. */
function merge(earlier: number, value: number): number {
  if (earlier === INVALID || !isCount(value)) {
    return INVALID;
  }
  return earlier > value ? earlier : value;
}

/** Index of the tile that ends at a time; -1 where none of the range does. */
function tileAt(timeMs: number, { startMs, endMs, stepMs }: TileRange): number {
  const tile = (timeMs - startMs) / stepMs - 1;
  return tile >= 0 && timeMs <= endMs && Number.isInteger(tile) ? tile : -1;
}

/** Tiles of one group of one SLI while its rows come in; NaN stands for no row. */
export class GroupTiles {
  readonly #group: GroupLabels;
  readonly #range: TileRange;
  readonly #total: Float64Array;
  readonly #events: Float64Array;
  #returned: Set<number> | undefined;

  constructor(group: GroupLabels, range: TileRange) {
    const { startMs, endMs, stepMs } = range;
    const tiles = Math.max(0, Math.floor((endMs - startMs) / stepMs));
    this.#group = group;
    this.#range = range;
    this.#total = new Float64Array(tiles).fill(NaN);
    this.#events = new Float64Array(tiles).fill(NaN);
  }

  add(role: Role, row: MatrixRow): void {
    if (role === 'total') {
      this.#count(row, this.#total);
    } else if (role === 'events') {
      this.#count(row, this.#events);
    } else {
      const { timesMs, values } = row;
      for (let i = 0; i < timesMs.length; i++) {
        const tile = tileAt(timesMs[i], this.#range);
        if (tile >= 0 && values[i] > 0) {
          this.#returned ??= new Set();
          this.#returned.add(tile);
        }
      }
    }
  }

  #count({ timesMs, values }: MatrixRow, counts: Float64Array): void {
    const range = this.#range;
    for (let i = 0; i < timesMs.length; i++) {
      const tile = tileAt(timesMs[i], range);
      if (tile >= 0 && tile < counts.length) {
        counts[tile] = merge(counts[tile], values[i]);
      }
    }
  }

  get group(): GroupLabels {
    return this.#group;
  }

  /** Starts of the tiles in which a series returned. */
  returns(): number[] {
    const { startMs, stepMs } = this.#range;
    return [...(this.#returned ?? [])]
      .sort((a, b) => a - b)
      .map(tile => startMs + tile * stepMs);
  }

  /** Undefined when no tile is known. */
  toSeries(shape: Pick<Shape, 'part' | 'mayLack'>): TileSeries | undefined {
    const { startMs, stepMs } = this.#range;
    const bad = new Float64Array(this.#total.length).fill(NaN);
    const total = new Float64Array(this.#total.length).fill(NaN);
    let known = false;
    for (let tile = 0; tile < total.length; tile++) {
      const events = this.#events[tile];
      const badEvents = badOf(
        this.#total[tile],
        Number.isNaN(events) && shape.mayLack ? 0 : events,
        shape.part,
      );
      if (badEvents !== undefined) {
        total[tile] = this.#total[tile];
        bad[tile] = badEvents;
        known = true;
      }
    }
    return known
      ? { group: this.#group, startMs, stepMs, bad, total }
      : undefined;
  }
}

/** Bad events of one tile; undefined where the counts cannot be right. */
function badOf(
  total: number,
  events: number,
  part: Shape['part'],
): number | undefined {
  if (!isCount(total) || !isCount(events)) {
    return undefined;
  }
  if (part === 'good') {
    const bad = badFromGood(events, total);
    return Number.isNaN(bad) ? undefined : bad;
  }
  return events <= total * (1 + ROUNDING) ? Math.min(events, total) : undefined;
}
