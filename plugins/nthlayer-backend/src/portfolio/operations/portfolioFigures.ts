import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText, STATES_WORST_FIRST } from '@nthlayer/engine';
import { PortfolioRow } from '../../database/tables';
import { sortKeyOf, toThousandth } from '../portfolioOrder';

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

const RANKS = Object.fromEntries(
  STATES_WORST_FIRST.map((state, rank) => [state, rank]),
) as Record<BudgetState, number>;

/** What statuses say of a service. */
export type PortfolioFigures = Pick<PortfolioRow, FigureColumn>;

/** Statuses by their rows, as far as the portfolio looks at them. */
export interface JudgedRows {
  slo(row: number): string;
  state(row: number): BudgetState;
  stale(row: number): boolean;
  remaining(row: number): number | null;
  evaluatedAtMs(row: number): number;
}

/**
 * What the rows of a service come to, one at least: the worst decides, as `worstOfService` has it. Every tick asks of
 * every service, so that no object is made of a status. `wholeMs` is a time of evaluation that is told elsewhere.
 */
export function portfolioFigures(
  judged: JudgedRows,
  rows: readonly number[],
  wholeMs: number | undefined,
): PortfolioFigures {
  const counts = [0, 0, 0, 0, 0];
  let worst = -1;
  let rank = Infinity;
  let left: number | null = null;
  let stale = false;
  let oldestMs = Infinity;
  for (const row of rows) {
    const of = RANKS[judged.state(row)];
    counts[of] += 1;
    stale ||= judged.stale(row);
    oldestMs = Math.min(oldestMs, judged.evaluatedAtMs(row));
    if (of <= rank) {
      const other = toThousandth(judged.remaining(row));
      const order =
        of - rank ||
        (other === left ? 0 : (other ?? Infinity) - (left ?? Infinity)) ||
        compareText(judged.slo(row), judged.slo(worst));
      if (order < 0) {
        worst = row;
        rank = of;
        left = other;
      }
    }
  }
  const state = STATES_WORST_FIRST[rank];
  const [exhausted, burning, unknown, healthy, noTraffic] = counts;
  return {
    state,
    stale,
    worst_slo: judged.slo(worst),
    worst_remaining: left,
    sort_key: sortKeyOf(state, left),
    ...{ exhausted, burning, unknown, healthy, no_traffic: noTraffic },
    evaluated_at_ms: oldestMs === wholeMs ? null : oldestMs,
  };
}

/** Whether some columns hold the same. */
export function areFiguresEqual(
  one: PortfolioFigures,
  other: PortfolioFigures,
  columns: readonly FigureColumn[] = OF_STATUSES,
): boolean {
  for (const column of columns) {
    const [a, b] = [one[column], other[column]];
    // databases have other types for truth and for large numbers
    if (a !== b && (a === null || b === null || Number(a) !== Number(b))) {
      return false;
    }
  }
  return true;
}
