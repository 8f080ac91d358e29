import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ActiveSlo } from '../../slos/SloStore';
import { TickWrite } from '../../tiles/TileStore';
import { groupBy } from '../groupBy';
import {
  ActiveComposite,
  areOfOneService,
  isComposite,
} from './compositeLevels';
import { CompositeMembers, Stretch } from './CompositeMembers';
import { RowsOfNames, TickSeries } from './TickSeries';

interface Written {
  readonly startMs: number;
  readonly endMs: number;
  readonly series: TickSeries;
  /** None where all were written. */
  readonly ids?: ReadonlySet<number>;
}

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
    const { startMs, endMs, slis, table } = write;
    const all = slis.length + (table?.sliRevisionIds.length ?? 0);
    this.#writes.push({
      startMs,
      endMs,
      series: new TickSeries(write, this.#rows),
      ...(written.length < all && { ids: new Set(written) }),
    });
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
      write =>
        write.startMs === startMs &&
        write.endMs === endMs &&
        isIn(write, sliRevisionId),
    );
    return written?.series.of(sliRevisionId);
  }

  /** How far an SLO has been read by now. */
  watermarkOf({ progress, sliRevisionId }: ActiveSlo): number {
    return this.#writes.reduce(
      (newest, write) =>
        isIn(write, sliRevisionId) ? Math.max(newest, write.endMs) : newest,
      progress.watermarkMs,
    );
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
    const watermarkMs = this.watermarkOf(member);
    return { ...member, progress: { ...member.progress, watermarkMs } };
  }
}

function isIn({ ids, series }: Written, sliRevisionId: number): boolean {
  return ids ? ids.has(sliRevisionId) : series.has(sliRevisionId);
}
