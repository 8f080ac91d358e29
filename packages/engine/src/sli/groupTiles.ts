import {
  GroupLabels,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
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

/** Tiles of one group of one SLI while its rows come in; NaN stands for no row. */
export class GroupTiles {
  readonly #group: GroupLabels;
  readonly #range: TileRange;
  readonly #total: Float64Array;
  readonly #events: Float64Array;
  readonly #returned = new Set<number>();

  constructor(group: GroupLabels, range: TileRange, tiles: number) {
    this.#group = group;
    this.#range = range;
    this.#total = new Float64Array(tiles).fill(NaN);
    this.#events = new Float64Array(tiles).fill(NaN);
  }

  add(role: Role, { timesMs, values }: MatrixRow): void {
    const { startMs, stepMs } = this.#range;
    timesMs.forEach((timeMs, index) => {
      const tile = (timeMs - startMs) / stepMs - 1;
      if (Number.isInteger(tile) && tile >= 0 && tile < this.#total.length) {
        this.#set(role, tile, values[index]);
      }
    });
  }

  #set(role: Role, tile: number, value: number): void {
    if (role === 'total' || role === 'events') {
      const tiles = role === 'total' ? this.#total : this.#events;
      // A bound that is spelt in two ways gives two rows; the one without samples says nothing.
      const earlier = tiles[tile];
      if (earlier === INVALID || !isCount(value)) {
        tiles[tile] = INVALID;
      } else {
        tiles[tile] = Number.isNaN(earlier) ? value : Math.max(earlier, value);
      }
    } else if (value > 0) {
      this.#returned.add(tile);
    }
  }

  get group(): GroupLabels {
    return this.#group;
  }

  /** Starts of the tiles in which a series returned. */
  returns(): number[] {
    const { startMs, stepMs } = this.#range;
    return [...this.#returned]
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
    return Math.max(0, total - events);
  }
  return events <= total * (1 + ROUNDING) ? Math.min(events, total) : undefined;
}
