import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Paint } from '../terminal/paint';
import { Cell, printTable } from '../terminal/table';
import { BudgetRow } from './BudgetRow';
import { burnRate, duration, objective, percent, sli } from './figures';

const HOUR_MS = 3_600_000;
const BURN_MS = [HOUR_MS, 6 * HOUR_MS, 72 * HOUR_MS];

const HEAD: readonly Cell[] = [
  { text: 'SLO' },
  { text: 'OBJECTIVE', align: 'right' },
  { text: 'SLI', align: 'right' },
  { text: 'BUDGET LEFT', align: 'right' },
  { text: 'TIME LEFT' },
  { text: 'BURN 1h', align: 'right' },
  { text: '6h', align: 'right' },
  { text: '3d', align: 'right' },
  { text: 'COVERAGE', align: 'right' },
  { text: 'STATE' },
];

const STYLES = {
  healthy: 'green',
  burning: 'yellow',
  exhausted: 'red',
  'no-traffic': 'dim',
  unknown: 'yellow',
} as const satisfies Record<BudgetState, Parameters<Paint>[0]>;

/** Budgets as a table, and below it why some are unknown. */
export function printBudgets(rows: readonly BudgetRow[], paint: Paint): string {
  const problems = rows.flatMap(row =>
    row.problem ? [`${nameOf(row)}: ${row.problem.message}\n`] : [],
  );
  return printTable([HEAD, ...rows.map(row => cellsOf(row, paint))]).concat(
    problems.length > 0 ? '\n' : '',
    ...problems,
  );
}

function cellsOf(row: BudgetRow, paint: Paint): readonly Cell[] {
  const { status } = row;
  const { state, stale, window } = status;
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
    { text: `${left} of ${duration(window.lengthMs)}` },
    ...burn,
    right(percent(status.coverage, 1)),
    {
      text: stale ? `${state}, stale` : state,
      paint: text => paint(STYLES[state], text),
    },
  ];
}

/** E.g. `component:default/payment-api availability (production)`, with the labels of a group. */
function nameOf({ entityRef, environment, slo, group }: BudgetRow): string {
  const labels = Object.entries(group).map(([key, value]) => `${key}=${value}`);
  return `${entityRef} ${slo.name} (${[environment, ...labels].join(', ')})`;
}
