import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compositeTiles } from '@nthlayer/engine';
import { TILE_MS } from '../../durations';
import { TickTable } from '../../tiles/TickTable';
import { TickWrite } from '../../tiles/TileStore';
import { ComposableSlo } from './composableSlos';
import { RowsOfNames, TickSeries } from './TickSeries';

/** The tiles of a composite. */
interface Composed {
  readonly sliRevisionId: number;
  readonly series: TileSeries;
}

/** A table's lists with composites behind them. */
interface JoinedLists extends Pick<TickTable, 'sliRevisionIds' | 'names'> {
  readonly composites: readonly number[];
}

/** Puts composites beside what they are made of, so that a tick is written as a whole. */
export class TickComposer {
  readonly #rows: RowsOfNames;
  readonly #joined = new WeakMap<TickTable['names'], JoinedLists>();

  static create(options: { rows: RowsOfNames }): TickComposer {
    return new TickComposer(options.rows);
  }

  private constructor(rows: RowsOfNames) {
    this.#rows = rows;
  }

  /**
   * What is to be written with those of the composites whose members all are in it. Members come before what is made of
   * them. The very same write where there are none.
   */
  compose(write: TickWrite, composable: readonly ComposableSlo[]): TickWrite {
    if (composable.length === 0) {
      return write;
    }
    const read = new TickSeries(write, this.#rows);
    const composed = new Map<number, TileSeries>();
    const seriesOf = (id: number) => composed.get(id) ?? read.of(id);
    for (const { sliRevisionId, sli, members } of composable) {
      const series = new Map<string, TileSeries>();
      let areIn = true;
      for (const [name, member] of members) {
        const tiles = seriesOf(member);
        areIn &&= tiles !== undefined;
        if (tiles) {
          series.set(name, tiles);
        }
      }
      if (areIn) {
        const range = { ...write, stepMs: TILE_MS };
        composed.set(sliRevisionId, compositeTiles(sli, series, range));
      }
    }
    return composed.size === 0
      ? write
      : this.#join(
          write,
          [...composed].map(([sliRevisionId, series]) => ({
            sliRevisionId,
            series,
          })),
        );
  }

  #join(write: TickWrite, composed: readonly Composed[]): TickWrite {
    const { slis, table } = write;
    if (!table) {
      const more = composed.map(({ sliRevisionId, series }) => ({
        sliRevisionId,
        series: [series],
      }));
      return { ...write, slis: [...slis, ...more] };
    }
    const { sliRevisionIds, names } = this.#listsOf(table, composed);
    const column = (of: 'bad' | 'total') => {
      const counts = new Float64Array(names.length * table.tiles);
      counts.set(table[of]);
      composed.forEach(({ series }, index) =>
        counts.set(series[of], table[of].length + index * table.tiles),
      );
      return counts;
    };
    return {
      ...write,
      table: {
        ...{ tiles: table.tiles, sliRevisionIds, names },
        ...{ bad: column('bad'), total: column('total') },
      },
    };
  }

  /** The very same lists for the same composites of the same table. */
  #listsOf(table: TickTable, composed: readonly Composed[]): JoinedLists {
    const known = this.#joined.get(table.names);
    if (
      known?.composites.length === composed.length &&
      composed.every(
        ({ sliRevisionId }, index) => sliRevisionId === known.composites[index],
      )
    ) {
      return known;
    }
    const composites = composed.map(({ sliRevisionId }) => sliRevisionId);
    const lists = {
      composites,
      sliRevisionIds: [...table.sliRevisionIds, ...composites],
      names: [
        ...table.names,
        ...composites.map(sliRevisionId => ({ sliRevisionId, labels: {} })),
      ],
    };
    this.#joined.set(table.names, lists);
    return lists;
  }
}
