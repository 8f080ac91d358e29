import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { areCounts } from '@nthlayer/engine';
import { TILE_MS } from '../../durations';
import { ActiveSlo } from '../../slos/SloStore';
import { TickTable } from '../../tiles/TickTable';
import { TickWrite } from '../../tiles/TileStore';
import { groupBy } from '../groupBy';
import {
  ActiveComposite,
  areOfOneService,
  isComposite,
} from './compositeLevels';
import { CompositeMembers, Stretch } from './CompositeMembers';
import { storedSeries } from './storedSeries';

interface Written {
  readonly write: TickWrite;
  readonly ids: ReadonlySet<number>;
  readonly slis: ReadonlyMap<number, readonly TileSeries[]>;
}

/** Rows of SLI revisions without groups, by the names of their table. */
export type RowsOfNames = WeakMap<
  TickTable['names'],
  ReadonlyMap<number, number>
>;

/** The SLOs of a tick, read as far as it has come. */
export class TickMembers implements CompositeMembers {
  readonly #active: readonly ActiveSlo[];
  readonly #rows: RowsOfNames;
  readonly #writes: Written[] = [];
  #ofEntity?: ReadonlyMap<string, readonly ActiveSlo[]>;

  constructor(active: readonly ActiveSlo[], rows: RowsOfNames) {
    this.#active = active;
    this.#rows = rows;
  }

  /** What the tick has written of these revisions. */
  add(write: TickWrite, written: readonly number[]): void {
    const slis = new Map(
      write.slis.map(({ sliRevisionId, series }) => [sliRevisionId, series]),
    );
    this.#writes.push({ write, slis, ids: new Set(written) });
  }

  familyOf(composite: ActiveComposite): readonly ActiveSlo[] {
    this.#ofEntity ??= this.#families();
    return (this.#ofEntity.get(composite.entityRef) ?? [])
      .filter(member => areOfOneService(member, composite))
      .map(member => this.#moved(member));
  }

  freshOf(
    { sliRevisionId }: ActiveSlo,
    { startMs, endMs }: Stretch,
  ): TileSeries | null | undefined {
    const written = this.#writes.find(
      ({ write, ids }) =>
        write.startMs === startMs &&
        write.endMs === endMs &&
        ids.has(sliRevisionId),
    );
    return written && this.#seriesIn(written, sliRevisionId);
  }

  /** Only of entities that have composites. */
  #families(): ReadonlyMap<string, readonly ActiveSlo[]> {
    const entities = new Set(
      this.#active.filter(isComposite).map(({ entityRef }) => entityRef),
    );
    return groupBy(
      this.#active.filter(({ entityRef }) => entities.has(entityRef)),
      ({ entityRef }) => entityRef,
    );
  }

  #moved(member: ActiveSlo): ActiveSlo {
    const { progress, sliRevisionId } = member;
    const watermarkMs = this.#writes.reduce(
      (newest, { write, ids }) =>
        ids.has(sliRevisionId) ? Math.max(newest, write.endMs) : newest,
      progress.watermarkMs,
    );
    return { ...member, progress: { ...progress, watermarkMs } };
  }

  /** As it is stored. */
  #seriesIn(written: Written, sliRevisionId: number): TileSeries | null {
    const { write } = written;
    const { table, startMs } = write;
    const series = written.slis.get(sliRevisionId);
    if (series) {
      return storedSeries(series, write);
    }
    const row = table && this.#rowsOf(table).get(sliRevisionId);
    return row === undefined ? null : seriesOfRow(table!, row, startMs);
  }

  #rowsOf({ names }: TickTable): ReadonlyMap<number, number> {
    const known =
      this.#rows.get(names) ??
      new Map(names.map(({ sliRevisionId }, row) => [sliRevisionId, row]));
    this.#rows.set(names, known);
    return known;
  }
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
