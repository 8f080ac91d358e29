import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSource, slisOf, SliRequest, TileTable } from '@nthlayer/engine';
import { mapPausing } from '../startPausing';
import { TickTable } from '../tiles/TickTable';
import { fill, LimitedReading, readBatch, SliAnswers } from './readSliTiles';

/** What was read for a tick: most SLIs in one table, and the others one by one. */
export interface TickTiles {
  readonly table?: TickTable;
  readonly slis: SliAnswers;
}

/** What follows from the names in the tables of a reading. */
interface KnownTables {
  readonly requests: readonly SliRequest[];
  readonly series: readonly TileTable['series'][];
  readonly names: Pick<TickTable, 'sliRevisionIds' | 'names'>;
  /** Requests that are in no table. */
  readonly others: readonly SliRequest[];
}

/**
 * Reads the tiles of a tick. From one tick to the next the same SLIs are asked for, and series of the same names are
 * answered: what follows from them is worked out once.
 */
export class TickReader {
  readonly #known = new Map<string, KnownTables>();

  static create(): TickReader {
    return new TickReader();
  }

  private constructor() {}

  /** The keys of requests are ids of SLI revisions. */
  async read(
    source: DataSource,
    requests: readonly SliRequest[],
    range: TileRange,
    options: Omit<LimitedReading, 'inTables'>,
  ): Promise<TickTiles> {
    const inTables = { ...options, inTables: true };
    const read = await readBatch(source, requests, range, inTables);
    if ('code' in read) {
      return { slis: fill(requests, read) };
    }
    const { slis, tables = [] } = read;
    const known = await this.#namesIn(source.id, requests, tables);
    if (known && tables.every(table => isOver(table, range))) {
      return {
        table: { ...known.names, ...join(tables) },
        slis: fill(known.others, read),
      };
    }
    const all = [...slis, ...tables.flatMap(slisOf)];
    return { slis: fill(requests, { slis: all }) };
  }

  /** Undefined where there is nothing in tables, or not what was asked for. */
  async #namesIn(
    dataSource: string,
    requests: readonly SliRequest[],
    tables: readonly TileTable[],
  ): Promise<KnownTables | undefined> {
    const before = this.#known.get(dataSource);
    if (
      before?.requests === requests &&
      before.series.length === tables.length &&
      before.series.every((series, index) => series === tables[index].series)
    ) {
      return before;
    }
    const known = await namesIn(requests, tables);
    if (known) {
      this.#known.set(dataSource, known);
    }
    return known;
  }
}

/** Others may come in while it is worked out. */
async function namesIn(
  requests: readonly SliRequest[],
  tables: readonly TileTable[],
): Promise<KnownTables | undefined> {
  const keys = tables.flatMap(table => table.keys);
  const answered = new Set(keys);
  const others = requests.filter(({ key }) => !answered.has(key));
  const isAsked = requests.length - others.length === answered.size;
  if (keys.length === 0 || answered.size < keys.length || !isAsked) {
    return undefined;
  }
  const names = await mapPausing(
    tables.flatMap(({ series }) => series),
    ({ key, group }) => ({ sliRevisionId: Number(key), labels: group }),
  );
  return {
    requests,
    series: tables.map(({ series }) => series),
    names: { sliRevisionIds: keys.map(Number), names },
    others,
  };
}

function isOver(
  { range, tiles }: TileTable,
  { startMs, endMs, stepMs }: TileRange,
): boolean {
  return (
    range.startMs === startMs &&
    range.stepMs === stepMs &&
    tiles === (endMs - startMs) / stepMs
  );
}

function join(
  tables: readonly TileTable[],
): Pick<TickTable, 'tiles' | 'bad' | 'total'> {
  const slots = tables.reduce((sum, { bad }) => sum + bad.length, 0);
  const bad = new Float64Array(slots);
  const total = new Float64Array(slots);
  let at = 0;
  for (const table of tables) {
    bad.set(table.bad, at);
    total.set(table.total, at);
    at += table.bad.length;
  }
  return { tiles: tables[0].tiles, bad, total };
}
