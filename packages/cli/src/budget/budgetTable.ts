import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetStep, burnTrend } from '@nthlayer/engine';
import { Paint } from '../terminal/paint';
import { Cell, printTable } from '../terminal/table';
import { BudgetRow } from './BudgetRow';
import {
  burnRate,
  duration,
  events,
  objective,
  percent,
  sli,
  trend,
} from './figures';

const HOUR_MS = 3_600_000;
const BURN_MS = [HOUR_MS, 6 * HOUR_MS, 72 * HOUR_MS];

const HEAD: readonly Cell[] = [
  { text: 'SLO' },
  { text: 'OBJECTIVE', align: 'right' },
  { text: 'SLI', align: 'right' },
  { text: 'BUDGET LEFT', align: 'right' },
  { text: 'STEP', align: 'right' },
  { text: 'TIME LEFT' },
  { text: 'BURN 1h', align: 'right' },
  { text: '6h', align: 'right' },
  { text: '3d', align: 'right' },
  { text: 'TREND' },
  { text: 'COVERAGE', align: 'right' },
];

const TILE_MS = 60_000;

const STYLES = {
  healthy: 'green',
  burning: 'yellow',
  exhausted: 'red',
  'no-traffic': 'dim',
  unknown: 'yellow',
} as const satisfies Record<BudgetState, Parameters<Paint>[0]>;

/** Budgets as a table, with how much of their windows is excluded; below it what calendar periods come to, and why some are unknown. */
export function printBudgets(rows: readonly BudgetRow[], paint: Paint): string {
  const problems = rows.flatMap(row =>
    row.problem ? [`${nameOf(row)}: ${row.problem.message}\n`] : [],
  );
  const below = [...rows.flatMap(projectionOf), ...problems];
  // only where there are any, and then beside every row
  const excluded = rows.some(row => excludedMs(row) > 0)
    ? (text: string): Cell[] => [{ text, align: 'right' }]
    : () => [];
  return printTable([
    [...HEAD, ...excluded('EXCLUDED'), { text: 'STATE' }],
    ...rows.map(row => [
      ...cellsOf(row),
      ...excluded(duration(excludedMs(row) || null)),
      stateCell(row, paint),
    ]),
  ]).concat(below.length > 0 ? '\n' : '', ...below);
}

function excludedMs({ status }: BudgetRow): number {
  return (status.sums.excludedTiles ?? 0) * TILE_MS;
}

function stateCell({ status }: BudgetRow, paint: Paint): Cell {
  const { state, stale } = status;
  return {
    text: stale ? `${state}, stale` : state,
    paint: text => paint(STYLES[state], text),
  };
}

function cellsOf(row: BudgetRow): readonly Cell[] {
  const { slo, status } = row;
  const { window } = status;
  const right = (text: string): Cell => ({ text, align: 'right' });
  const left = duration(status.remainingMs);
  const burn = BURN_MS.map(windowMs => {
    const found = status.burn.find(rate => rate.windowMs === windowMs);
    return right(burnRate(found?.rate ?? null));
  });
  return [
    { text: nameOf(row) },
    right(objective(status.objective)),
    right(sli(status.sli, status.objective)),
    right(percent(status.remaining, 1)),
    right(percent(budgetStep(slo, status) ?? null, 0)),
    { text: `${left} of ${duration(window.budgetMs)}` },
    ...burn,
    { text: trend(burnTrend(status.burn)) },
    right(percent(status.coverage, 1)),
  ];
}

/** What may be bad in the whole period, of which the table shows the time so far. */
function projectionOf(row: BudgetRow): string[] {
  const { projected, sums, budgetEvents } = row.status;
  if (!projected) {
    return [];
  }
  const { count, unit } = projected.period;
  const period = count === 1 ? unit : `${count} ${unit}s`;
  const soFar = `${events(sums.bad)} of ${events(budgetEvents)}`;
  return [
    `${nameOf(row)}: ${soFar} allowed bad events so far, about ${events(
      projected.budgetEvents,
    )} by the end of the ${period}\n`,
  ];
}

/** E.g. `component:default/payment-api availability (production)`, with the labels of a group. */
function nameOf({ entityRef, environment, slo, group }: BudgetRow): string {
  const labels = Object.entries(group).map(([key, value]) => `${key}=${value}`);
  return `${entityRef} ${slo.name} (${[environment, ...labels].join(', ')})`;
}
