import { LookedStatuses, STATES_WORST_FIRST } from '@nthlayer/engine';
import { PortfolioRow } from '../../database/tables';
import { sortKeyOf, thousandthOf } from '../portfolioOrder';

/** Columns that follow from statuses, and what they hold; a database that is told in parameters does not know. */
export const FIGURE_TYPES = {
  state: 'varchar(16)',
  stale: 'boolean',
  worst_slo: 'varchar(63)',
  worst_remaining: 'double precision',
  sort_key: 'double precision',
  exhausted: 'integer',
  burning: 'integer',
  unknown: 'integer',
  healthy: 'integer',
  no_traffic: 'integer',
  evaluated_at_ms: 'bigint',
} as const;

export type FigureColumn = keyof typeof FIGURE_TYPES;

/** Columns that follow from statuses. */
export const OF_STATUSES = Object.keys(FIGURE_TYPES) as FigureColumn[];

/** What statuses say of a service. */
export type PortfolioFigures = Pick<PortfolioRow, FigureColumn>;

/** Statuses by their rows, as far as the portfolio looks at them. */
export interface JudgedRows {
  readonly looked: LookedStatuses;
  slo(row: number): string;
  evaluatedAtMs(row: number): number;
}

/**
 * What the rows of a service come to, one at least, in the order of their SLOs' names: the worst decides, as
 * `worstOfService` has it. Every tick asks of every service, so that no object is made of a status, and `before` is answered where it is the same. `wholeMs` is a time of evaluation that is told elsewhere.
 */
export function portfolioFigures(
  judged: JudgedRows,
  rows: readonly number[],
  wholeMs: number | undefined,
  before?: PortfolioFigures,
): PortfolioFigures {
  const { ranks, stale, remaining } = judged.looked;
  const counts = [0, 0, 0, 0, 0];
  let worst = -1;
  let rank = Infinity;
  let left = NaN;
  let isStale = false;
  let oldestMs = Infinity;
  for (const row of rows) {
    const of = ranks[row];
    counts[of] += 1;
    isStale ||= stale[row] === 1;
    oldestMs = Math.min(oldestMs, judged.evaluatedAtMs(row));
    if (of <= rank) {
      const other = thousandthOf(remaining[row]);
      if (of < rank || compareLeft(other, left) < 0) {
        worst = row;
        rank = of;
        left = other;
      }
    }
  }
  const state = STATES_WORST_FIRST[rank];
  const worstRemaining = Number.isNaN(left) ? null : left;
  const evaluatedAtMs = oldestMs === wholeMs ? null : oldestMs;
  const slo = judged.slo(worst);
  if (
    before?.state === state &&
    before.worst_remaining === worstRemaining &&
    before.worst_slo === slo &&
    before.stale === isStale &&
    before.evaluated_at_ms === evaluatedAtMs &&
    before.exhausted === counts[0] &&
    before.burning === counts[1] &&
    before.unknown === counts[2] &&
    before.healthy === counts[3] &&
    before.no_traffic === counts[4]
  ) {
    return before;
  }
  return {
    state,
    stale: isStale,
    worst_slo: slo,
    worst_remaining: worstRemaining,
    sort_key: sortKeyOf(state, worstRemaining),
    exhausted: counts[0],
    burning: counts[1],
    unknown: counts[2],
    healthy: counts[3],
    no_traffic: counts[4],
    evaluated_at_ms: evaluatedAtMs,
  };
}

/** The one with less left first; what is not known comes last. */
function compareLeft(one: number, other: number): number {
  if (Number.isNaN(one) || Number.isNaN(other)) {
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  }
  return one - other;
}

/** Whether some columns hold the same. */
export function areFiguresEqual(
  one: PortfolioFigures,
  other: PortfolioFigures,
  columns: readonly FigureColumn[] = OF_STATUSES,
): boolean {
  for (const column of columns) {
    const a = one[column];
    const b = other[column];
    // databases have other types for truth and for large numbers
    if (a !== b && (a === null || b === null || Number(a) !== Number(b))) {
      return false;
    }
  }
  return true;
}
