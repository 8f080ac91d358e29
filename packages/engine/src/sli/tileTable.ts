import {
  GroupLabels,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliTiles } from '../ports';

/**
 * Which SLI a series of tiles is of, and which group of it.
 *
 * @public
 */
export interface TableSeries {
  readonly key: string;
  readonly group: GroupLabels;
}

/**
 * Tiles of many SLIs over one range in columns: tile t of the series at index s stands at `s * tiles + t`, and is NaN in
 * both where it is unknown. The very same list of series stands for the same series, so that what follows from
 * their names is worked out once.
 *
 * @public
 */
export interface TileTable {
  /** All SLIs that are answered, once each. Nothing is known of one without series. */
  readonly keys: readonly string[];
  /** Once each. */
  readonly series: readonly TableSeries[];
  readonly range: TileRange;
  /** Of each series. */
  readonly tiles: number;
  /** Events. */
  readonly bad: Float64Array;
  /** Events. */
  readonly total: Float64Array;
}

/**
 * The same tiles SLI by SLI. A series of which nothing is known is left out.
 *
 * @public
 */
export function slisOf(table: TileTable): SliTiles[] {
  const { keys, series, range, tiles } = table;
  const { startMs, stepMs } = range;
  const slis = new Map(
    keys.map(key => [key, { key, series: [] as SliTiles['series'][number][] }]),
  );
  series.forEach(({ key, group }, index) => {
    const first = index * tiles;
    const total = table.total.slice(first, first + tiles);
    if (!total.every(Number.isNaN)) {
      const bad = table.bad.slice(first, first + tiles);
      slis.get(key)?.series.push({ group, startMs, stepMs, bad, total });
    }
  });
  return [...slis.values()];
}
