import {
  BudgetState,
  BudgetStatus,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  NoticeRules,
  reachesLevel,
  RollingLook,
  RollingStatus,
} from '@nthlayer/engine';
import { ActiveSlo } from '../../slos/SloStore';
import { StatusFigures } from '../../statuses/StatusFigures';
import { StatusLayout } from '../../statuses/StatusLayout';
import { StatusTable } from '../../statuses/StatusTable';
import { MEMBERS } from './RollingBlocks';
import { isQuiet, mostBurns } from './mostBurns';
import { RollingLayout, withoutNoData } from './RollingLayout';
import { WindowShape } from './SloWindows';

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
  readonly #active: readonly ActiveSlo[];
  readonly #rolling: RollingLayout;
  readonly #at: TableTime;
  readonly #views = new Map<WindowShape, RollingStatus>();
  readonly #looks = new Map<WindowShape, RollingLook>();
  readonly #made = new Map<number, BudgetStatus>();
  readonly #states: BudgetState[] = [];
  readonly #stale: Uint8Array;
  /** `NaN` where it is not known. */
  readonly #remaining: Float64Array;
  #burns?: Float64Array;

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
    this.#stale = new Uint8Array(rolling.rows.length);
    this.#remaining = new Float64Array(rolling.rows.length);
  }

  /** Works out what everybody looks at, from the sums in memory, of many rows each time. */
  *lookAtAll(): Generator<void> {
    const { all, allowed, rows } = this.#rolling;
    const into = {
      states: this.#states,
      stale: this.#stale,
      remaining: this.#remaining,
    };
    for (const { at, count, block, member } of this.#rolling.runsOf(all)) {
      const members = { sums: block.sums, first: member, count, row: at };
      const look = this.#lookOf(rows[at].shape);
      look.look(members, allowed, row => this.#olderTileMs(row), into);
      for (let row = at; row < at + count; row++) {
        if (Number.isNaN(allowed[row])) {
          this.#put(row, this.#view(row));
        }
      }
      yield;
    }
  }

  /** A status that was made otherwise. */
  set(row: number, status: BudgetStatus): void {
    this.#made.set(row, status);
    this.#put(row, status);
  }

  active(row: number): ActiveSlo {
    return this.#active[this.#rolling.rows[row].slo];
  }

  /** The SLO as a status that is made otherwise follows from it. */
  slo(row: number): Slo {
    const { slo } = this.active(row);
    return this.#rolling.rows[row].leftOut ? withoutNoData(slo) : slo;
  }

  evaluatedAtMs(): number {
    return this.#at.nowMs;
  }

  state(row: number): BudgetState {
    return this.#states[row];
  }

  stale(row: number): boolean {
    return this.#stale[row] === 1;
  }

  remaining(row: number): number | null {
    const remaining = this.#remaining[row];
    return Number.isNaN(remaining) ? null : remaining;
  }

  reachesLevel(row: number, rules: NoticeRules): boolean {
    const made = this.#made.get(row);
    this.#burns ??= mostBurns(this.#rolling);
    return made
      ? reachesLevel(made, rules)
      : !isQuiet(this.#remaining[row], this.#burns[row], rules) &&
          reachesLevel(this.#view(row), rules);
  }

  putFigures(row: number, figures: StatusFigures, figuresRow: number): void {
    const { sloId } = this.layout.owners[row];
    figures.put(figuresRow, sloId, this.#made.get(row) ?? this.#view(row));
  }

  putAll(rows: readonly number[], figures: StatusFigures): void {
    const { owners } = this.layout;
    const stale = this.#stale;
    for (const { at, count, block, member } of this.#rolling.runsOf(rows)) {
      const { sums } = block;
      figures.putHeads(at, count, {
        evaluatedAtMs: this.#at.nowMs,
        endMs: sums.endMs,
        sloId: index => owners[rows[index]].sloId,
        stale: index => stale[rows[index]],
        newestTileMs: index =>
          sums.newestTileMs(member + index - at) ??
          this.#olderTileMs(rows[index]),
      });
      for (let window = 0; window < sums.windows; window++) {
        const columns = figures.sumsOf(window);
        sums.readAll(window, member, { columns, row: at, count });
      }
    }
    rows.forEach((row, index) => {
      if (this.#made.size > 0 && this.#made.has(row)) {
        this.putFigures(row, figures, index);
      }
    });
  }

  status(row: number): BudgetStatus {
    return this.#made.get(row) ?? this.#view(row).make();
  }

  #put(
    row: number,
    {
      state,
      stale,
      remaining,
    }: Pick<BudgetStatus, 'state' | 'stale' | 'remaining'>,
  ): void {
    this.#states[row] = state;
    this.#stale[row] = Number(stale);
    this.#remaining[row] = remaining ?? NaN;
  }

  #view(row: number): RollingStatus {
    const { slo, shape, rolling } = this.#rolling.rows[row];
    const { block, member } = rolling!.place!;
    const view = this.#views.get(shape) ?? this.#open(shape);
    const { sums } = block;
    return view.turnTo(
      this.#active[slo].slo,
      sums,
      member,
      rolling!.olderTileMs,
    );
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
