import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { LookedStatuses, RollingLook, RollingStatus } from '@nthlayer/engine';
import { ActiveSlo } from '../../slos/SloStore';
import { withoutNoData } from '../../slos/withoutNoData';
import { StatusFigures } from '../../statuses/StatusFigures';
import { StatusLayout } from '../../statuses/StatusLayout';
import { NoticeBounds } from '../../statuses/NoticeBounds';
import { LookedStatus, StatusTable } from '../../statuses/StatusTable';
import { SummedWindows } from '../WindowReader';
import { MEMBERS } from './RollingBlocks';
import { loudestBurns } from './loudestBurns';
import { RollingLayout, RollingRun } from './RollingLayout';
import { WindowShape } from './SloWindows';
import { SummedRows } from './SummedRows';

/** When statuses are made. Times are milliseconds since the epoch. */
export interface TableTime {
  readonly nowMs: number;
  readonly tickMs: number;
  readonly endMs: number;
}

/**
 * Statuses that are made of sums in memory. Those sums are looked at where they are, and an object is made of a status only
 * when somebody asks for it; that of which sums are not kept is put here.
 */
export class RolledTable implements StatusTable {
  readonly layout: StatusLayout;
  readonly looked: LookedStatuses;
  readonly #active: readonly ActiveSlo[];
  readonly #rolling: RollingLayout;
  readonly #at: TableTime;
  readonly #views = new Map<WindowShape, RollingStatus>();
  readonly #looks = new Map<WindowShape, RollingLook>();
  readonly #summed: SummedRows;

  /** `active` are the SLOs of the layout as they are now. */
  constructor(
    rolling: RollingLayout,
    active: readonly ActiveSlo[],
    at: TableTime,
  ) {
    this.layout = rolling.statuses;
    this.#rolling = rolling;
    this.#active = active;
    this.#at = at;
    this.looked = new LookedStatuses(rolling.rows.length);
    this.#summed = new SummedRows(rolling.rows.length);
  }

  /** Works out what everybody looks at, from the sums in memory, of many rows each time. */
  *lookAtAll(): Generator<void> {
    const { all, allowed, rows } = this.#rolling;
    for (const { at, count, block, member } of this.#rolling.runsOf(all)) {
      const members = { sums: block.sums, first: member, count, row: at };
      const look = this.#lookOf(rows[at].shape);
      look.look(members, allowed, row => this.#olderTileMs(row), this.looked);
      for (let row = at; row < at + count; row++) {
        if (Number.isNaN(allowed[row])) {
          this.looked.put(row, this.#view(row));
        }
      }
      yield;
    }
  }

  /** Sums of a row that are not those that roll along. */
  set(row: number, summed: SummedWindows): void {
    this.#summed.put(row, summed);
    this.looked.put(row, this.look(row));
  }

  active(row: number): ActiveSlo {
    return this.#active[this.#rolling.rows[row].slo];
  }

  evaluatedAtMs(): number {
    return this.#at.nowMs;
  }

  look(row: number): LookedStatus {
    return this.#view(row);
  }

  loudRows(bounds: NoticeBounds): readonly number[] {
    const loudest = loudestBurns(this.#rolling, bounds);
    for (let row = 0; row < loudest.length; row++) {
      if (Number.isNaN(loudest[row]) || this.#summed.has(row)) {
        loudest[row] = bounds.loudest(row, this.#view(row));
      }
    }
    return bounds.loud(this.looked.remaining, loudest);
  }

  putFigures(row: number, figures: StatusFigures, figuresRow: number): void {
    figures.put(figuresRow, this.layout.owners[row].sloId, this.#view(row));
  }

  putAll(rows: readonly number[], figures: StatusFigures): void {
    for (const run of this.#rolling.runsOf(rows)) {
      this.#putRun(rows, run, figures);
    }
    for (let index = 0; !this.#summed.isEmpty && index < rows.length; index++) {
      if (this.#summed.has(rows[index])) {
        this.putFigures(rows[index], figures, index);
      }
    }
  }

  #putRun(
    rows: readonly number[],
    { at, count, block: { sums }, member }: RollingRun,
    figures: StatusFigures,
  ): void {
    const end = at + count;
    const { stale, newestTileMs } = figures;
    figures.putHeads(at, end, {
      evaluatedAtMs: this.#at.nowMs,
      endMs: sums.endMs,
    });
    sums.readNewest(member, { column: newestTileMs, row: at, count });
    for (let index = at; index < end; index++) {
      stale[index] = this.looked.stale[rows[index]];
      if (Number.isNaN(newestTileMs[index])) {
        newestTileMs[index] = this.#olderTileMs(rows[index]) ?? NaN;
      }
    }
    for (let window = 0; window < sums.windows; window++) {
      const columns = figures.sumsOf(window);
      sums.readAll(window, member, { columns, row: at, count });
    }
  }

  status(row: number): BudgetStatus {
    return this.#view(row).make();
  }

  #view(row: number): RollingStatus {
    const { slo: index, shape, rolling, leftOut } = this.#rolling.rows[row];
    const view = this.#views.get(shape) ?? this.#open(shape);
    const { slo } = this.#active[index];
    if (this.#summed.has(row)) {
      const own = leftOut ? withoutNoData(slo) : slo;
      return view.turnTo(own, this.#summed, row);
    }
    const { block, member } = rolling!.place!;
    return view.turnTo(slo, block.sums, member, rolling!.olderTileMs);
  }

  #olderTileMs(row: number): number | null {
    return this.#rolling.rows[row].rolling?.olderTileMs ?? null;
  }

  #lookOf(shape: WindowShape): RollingLook {
    const look =
      this.#looks.get(shape) ??
      new RollingLook(shape.at(this.#at.endMs), this.#at, MEMBERS);
    this.#looks.set(shape, look);
    return look;
  }

  #open(shape: WindowShape): RollingStatus {
    const view = new RollingStatus(shape.at(this.#at.endMs), this.#at);
    this.#views.set(shape, view);
    return view;
  }
}
