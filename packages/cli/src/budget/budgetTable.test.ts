import {
  BudgetStatus,
  Exclusion,
  Slo,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { BudgetRow } from './BudgetRow';
import { budgetJson } from './budgetJson';
import { printBudgets } from './budgetTable';
import { evaluateSeries } from './evaluateSeries';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Ten days of a month of thirty. */
const START = Date.UTC(2026, 5, 1);
const AT = { nowMs: START + 10 * DAY_MS, endMs: START + 10 * DAY_MS };

const ROLLING: TimeWindow = { type: 'rolling', durationMs: 10 * DAY_MS };
const MONTH: TimeWindow = {
  type: 'calendar',
  count: 1,
  unit: 'month',
  startTime: '2026-06-01 00:00:00',
  timeZone: 'UTC',
};

/** 10 events a minute, of which `bad` are bad, and in the last hour `now`. */
function rowOf(
  window: TimeWindow,
  bad: number,
  now: number = bad,
  exclusions: readonly Exclusion[] = [],
): BudgetRow {
  const slo: Slo = {
    name: 'availability',
    displayName: 'Availability',
    description: '',
    objective: 0.9,
    window,
    method: 'Occurrences',
    noData: 'ignore',
    sli: {
      kind: 'ratio',
      total: { metric: 'all', matchers: [] },
      bad: { metric: 'bad', matchers: [] },
      groupBy: [],
    },
  };
  const length = (10 * DAY_MS) / MINUTE_MS;
  const series = {
    group: {},
    startMs: START,
    stepMs: MINUTE_MS,
    bad: new Float64Array(length).fill(bad).fill(now, length - 60),
    total: new Float64Array(length).fill(10),
  };
  const budget = {
    entityRef: 'component:default/shop',
    environment: 'prod',
    slo,
    exclusions,
  };
  const status: BudgetStatus = evaluateSeries(budget, series, AT);
  return { ...budget, group: {}, status };
}

const textOf = (...rows: BudgetRow[]) => printBudgets(rows, (_, text) => text);

describe('the table of budgets', () => {
  it('tells step and trend where there are any', () => {
    const [head, calm, spent] = textOf(
      rowOf(ROLLING, 0.5),
      rowOf(ROLLING, 0.9, 4),
    ).split('\n');
    const cell = (line: string, name: string) =>
      line.slice(head.indexOf(name)).split(/ {2,}/)[0];
    expect(cell(calm, 'TREND')).toBe('steady');
    expect(cell(spent, 'TREND')).toBe('rising');
    expect(calm).toMatch(/50\.0 % +- +5 d of 10 d/);
    expect(spent).toMatch(/ 85 % /);
    expect(head.indexOf('STEP')).toBeGreaterThan(0);
  });

  it('tells what the budget of a calendar period comes to', () => {
    const name = 'component:default/shop availability (prod)';
    expect(textOf(rowOf(MONTH, 0.5))).toContain(
      `\n${name}: 7,200 of 14,400 allowed bad events so far, about 43,200 by the end of the month\n`,
    );
    expect(textOf(rowOf(ROLLING, 0.5))).not.toContain('so far');
  });

  it('tells how much is excluded, where anything is', () => {
    const upgrade = {
      name: 'upgrade',
      reason: 'new database',
      startMs: AT.endMs - 30 * MINUTE_MS,
      endMs: AT.endMs,
    };
    const rows = [rowOf(ROLLING, 0.5, 4, [upgrade]), rowOf(MONTH, 0.5)];
    const [head, some, none] = textOf(...rows).split('\n');
    const cell = (line: string) =>
      line.slice(0, head.indexOf('  STATE')).split(' '.repeat(2)).at(-1);
    expect(head).toContain('COVERAGE  EXCLUDED  STATE');
    expect(cell(some)).toBe('30 min');
    expect(cell(none)?.trim()).toBe('-');
    expect(some).toContain('100 %');
    expect(rows[0].status.sums).toEqual({
      bad: 0.5 * (14_400 - 60) + 4 * 30,
      total: 10 * (14_400 - 30),
      knownTiles: 14_370,
      expectedTiles: 14_370,
      excludedTiles: 30,
    });
    expect(textOf(rowOf(ROLLING, 0.5))).not.toContain('EXCLUDED');
  });

  it('gives the same as JSON', () => {
    const rows = [rowOf(MONTH, 0.9, 4), rowOf(ROLLING, 0.5)];
    const { budgets } = JSON.parse(budgetJson(rows, AT));
    expect(budgets[0]).toMatchObject({
      step: 0.85,
      trend: 'rising',
      projected: { budgetEvents: 43_200, period: { count: 1, unit: 'month' } },
    });
    expect(budgets[1]).toMatchObject({ trend: 'steady' });
    expect(budgets[1]).not.toHaveProperty('step');
    expect(budgets[1]).not.toHaveProperty('projected');
  });
});
