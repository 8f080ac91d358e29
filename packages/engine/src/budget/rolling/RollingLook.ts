import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { stateOf } from '../budgetState';
import { isStale } from '../evaluateBudget';
import { WindowRequest } from '../windows';
import { JudgedStatus, STATES_WORST_FIRST } from '../worstStatus';
import { SumsInColumns } from './memberColumns';
import { RollingSums } from './RollingSums';

const HOUR_MS = 3_600_000;

const RANKS = Object.fromEntries(
  STATES_WORST_FIRST.map((state, rank) => [state, rank]),
) as Record<BudgetState, number>;

/**
 * What everybody looks at of statuses, a row each.
 *
 * @public
 */
export class LookedStatuses {
  /** Places of their states in `STATES_WORST_FIRST`. */
  readonly ranks: Uint8Array;
  /** 1 or 0. */
  readonly stale: Uint8Array;
  /** `NaN` where it is not known. */
  readonly remaining: Float64Array;

  /** Room for so many. */
  constructor(rows: number) {
    this.ranks = new Uint8Array(rows);
    this.stale = new Uint8Array(rows);
    this.remaining = new Float64Array(rows);
  }

  /** What there is to see of one of them. */
  put(row: number, { state, stale, remaining }: JudgedStatus): void {
    this.ranks[row] = RANKS[state];
    this.stale[row] = Number(stale);
    this.remaining[row] = remaining ?? NaN;
  }
}

/**
 * Members that follow one another, and the rows that they have from `row` on.
 *
 * @public
 */
export interface LookedMembers {
  readonly sums: RollingSums;
  readonly first: number;
  readonly count: number;
  readonly row: number;
}

type Columns = SumsInColumns['columns'];

/**
 * Looks at very many statuses with the same windows, those of SLOs that count events and say nothing of missing data: as
 * `RollingStatus`, and in loops over numbers.
 *
 * @public
 */
export class RollingLook {
  readonly #at: { nowMs: number; tickMs: number };
  readonly #newestMs: Float64Array;
  readonly #endMs: number;
  readonly #budget: Columns;
  /** Of the last hour and the last six, where there are such windows. */
  readonly #burns: readonly { window: number; columns: Columns }[];
  readonly #hour: Columns | undefined;

  /** For so many members at a time. The budget's window comes first. */
  constructor(
    windows: readonly [WindowRequest, ...WindowRequest[]],
    at: { nowMs: number; tickMs: number },
    members: number,
  ) {
    this.#at = at;
    this.#newestMs = new Float64Array(members);
    this.#endMs = windows[0].endMs;
    this.#budget = columnsOf(members);
    this.#burns = [HOUR_MS, 6 * HOUR_MS].flatMap(burnMs => {
      const window = windows.findIndex(
        ({ windowMs }, index) => index > 0 && windowMs === burnMs,
      );
      return window < 0 ? [] : [{ window, columns: columnsOf(members) }];
    });
    this.#hour = this.#burns.find(
      ({ window }) => windows[window].windowMs === HOUR_MS,
    )?.columns;
  }

  /**
   * `allowed` is the error ratio that is allowed in each row; a row in which it is `NaN` is left as it is. `olderTileMs`
   * is the end of the newest tile of a row where none is known of the sums.
   */
  look(
    { sums, first, count, row }: LookedMembers,
    allowed: Float64Array,
    olderTileMs: (row: number) => number | null,
    into: LookedStatuses,
  ): void {
    sums.readAll(0, first, { columns: this.#budget, row: 0, count });
    for (const { window, columns } of this.#burns) {
      sums.readAll(window, first, { columns, row: 0, count });
    }
    const newestMs = this.#newestMs;
    sums.readNewest(first, { column: newestMs, row: 0, count });
    const { bad, total, knownTiles, expectedTiles } = this.#budget;
    // used again for every row: as many objects as there are SLOs would be garbage each tick
    const facts = { isUnknown: false, isBurning: false, isHourUnknown: false };
    // a row is as a rule as the one before it
    let state: BudgetState | undefined;
    let rank = 0;
    let coverage = NaN;
    let newestTileMs: number | null = NaN;
    let stale = 0;
    for (let index = 0; index < count; index++) {
      const at = row + index;
      if (Number.isNaN(allowed[at])) {
        continue;
      }
      const consumed =
        total[index] === 0 ? NaN : bad[index] / total[index] / allowed[at];
      into.remaining[at] = 1 - consumed;
      facts.isUnknown = knownTiles[index] === 0;
      facts.isBurning = this.#isBurning(index, allowed[at]);
      facts.isHourUnknown = this.#hour?.knownTiles[index] === 0;
      const stateHere = stateOf(consumed, facts);
      if (stateHere !== state) {
        state = stateHere;
        rank = RANKS[state];
      }
      into.ranks[at] = rank;
      const covered =
        expectedTiles[index] > 0 ? knownTiles[index] / expectedTiles[index] : 0;
      const newest = Number.isNaN(newestMs[index])
        ? olderTileMs(at)
        : newestMs[index];
      if (covered !== coverage || newest !== newestTileMs) {
        coverage = covered;
        newestTileMs = newest;
        const time = { ...this.#at, newestTileMs };
        stale = Number(isStale(coverage, this.#endMs, time));
      }
      into.stale[at] = stale;
    }
  }

  #isBurning(index: number, allowed: number): boolean {
    for (const { columns } of this.#burns) {
      const { bad, total } = columns;
      if (total[index] !== 0 && bad[index] / total[index] / allowed > 1) {
        return true;
      }
    }
    return false;
  }
}

function columnsOf(members: number): Columns {
  const column = () => new Float64Array(members);
  return {
    bad: column(),
    total: column(),
    knownTiles: column(),
    expectedTiles: column(),
  };
}
