import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { areCounts } from '@nthlayer/engine';
import { TILE_MS } from '../../durations';
import { TickTable } from '../../tiles/TickTable';
import { TickWrite } from '../../tiles/TileStore';
import { storedSeries } from './storedSeries';

/** Of a revision that was read and has no series. */
const NO_ROW = -1;

/** Rows of SLI revisions without groups, by the names of their table. */
export type RowsOfNames = WeakMap<
  TickTable['names'],
  ReadonlyMap<number, number>
>;

/** What a tick has of SLI revisions without groups, as it is stored. */
export class TickSeries {
  readonly #write: TickWrite;
  readonly #slis: ReadonlyMap<number, readonly TileSeries[]>;
  readonly #rows: ReadonlyMap<number, number>;

  /** What is worked out of the names of a table is kept in `known`. */
  constructor(write: TickWrite, known: RowsOfNames) {
    this.#write = write;
    this.#slis = new Map(
      write.slis.map(({ sliRevisionId, series }) => [sliRevisionId, series]),
    );
    this.#rows = write.table ? rowsOf(write.table, known) : new Map();
  }

  has(sliRevisionId: number): boolean {
    return this.#slis.has(sliRevisionId) || this.#rows.has(sliRevisionId);
  }

  /** Null where nothing is known of it; undefined where it is not in the tick. */
  of(sliRevisionId: number): TileSeries | null | undefined {
    const series = this.#slis.get(sliRevisionId);
    if (series) {
      return storedSeries(series, this.#write);
    }
    const row = this.#rows.get(sliRevisionId);
    if (row === undefined || row === NO_ROW) {
      return row && null;
    }
    return seriesOfRow(this.#write.table!, row, this.#write.startMs);
  }
}

function rowsOf(
  { names, sliRevisionIds }: TickTable,
  known: RowsOfNames,
): ReadonlyMap<number, number> {
  const rows =
    known.get(names) ??
    new Map([
      ...sliRevisionIds.map(id => [id, NO_ROW] as const),
      ...names.map(({ sliRevisionId }, row) => [sliRevisionId, row] as const),
    ]);
  known.set(names, rows);
  return rows;
}

function seriesOfRow(
  { tiles, bad, total }: TickTable,
  row: number,
  startMs: number,
): TileSeries {
  const at = row * tiles;
  const orUnknown = (counts: Float64Array) =>
    counts
      .subarray(at, at + tiles)
      .map((count, tile) =>
        areCounts(bad[at + tile], total[at + tile]) ? count : NaN,
      );
  return {
    group: {},
    startMs,
    stepMs: TILE_MS,
    bad: orUnknown(bad),
    total: orUnknown(total),
  };
}
