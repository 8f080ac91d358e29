import {
  Sli,
  Slo,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSource, SliRequest } from '@nthlayer/engine';
import { BudgetSlo } from './BudgetRow';
import { readBudgets } from './readBudgets';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const at = { nowMs: NOW, endMs: NOW - (NOW % MINUTE) };

function budgetOf(name: string, sli: Sli): BudgetSlo {
  const slo: Slo = {
    name,
    displayName: name,
    description: '',
    objective: 0.9,
    window: { type: 'rolling', durationMs: 86_400_000 },
    method: 'Occurrences',
    noData: 'ignore',
    sli,
  };
  return {
    entityRef: 'component:default/shop',
    environment: 'prod',
    slo,
    exclusions: [],
  };
}

const counted = (metric: string): Sli => ({
  kind: 'ratio',
  total: { metric, matchers: [] },
  bad: { metric, matchers: [] },
  groupBy: [],
});

const composite = (...members: string[]): Sli => ({
  kind: 'composite',
  formula: 'sum',
  members: members.map(slo => ({ slo, weight: 1 })),
  groupBy: [],
});

/** One bad event of ten a minute for `a`, three for `b`. */
function sourceOf(asked: SliRequest[][]): DataSource {
  return {
    id: 'x',
    simulated: false,
    scrapeIntervalMs: 15_000,
    health: async () => ({ state: 'up' }),
    readTiles: async (slis, { startMs, endMs, stepMs }) => {
      asked.push([...slis]);
      const length = (endMs - startMs) / stepMs;
      return {
        queries: 1,
        slis: slis.map(({ key, sli }) => {
          const isA = JSON.stringify(sli).includes('"a"');
          const series: TileSeries = {
            group: {},
            startMs,
            stepMs,
            bad: new Float64Array(length).fill(isA ? 1 : 3),
            total: new Float64Array(length).fill(10),
          };
          return { key, series: [series] };
        }),
      };
    },
  };
}

it('makes the budget of a composite of what its members have', async () => {
  const asked: SliRequest[][] = [];
  const budgets = [
    budgetOf('both', composite('a', 'b')),
    budgetOf('a', counted('a')),
    budgetOf('b', counted('b')),
    budgetOf('lost', composite('a', 'nothing')),
  ];
  const rows = [];
  const options = { at, signal: new AbortController().signal };
  for await (const row of readBudgets(budgets, sourceOf(asked), options)) {
    rows.push(row);
  }
  const errors = rows.map(({ status }) =>
    status.sli === null ? null : Number((1 - status.sli).toFixed(9)),
  );
  expect(errors).toEqual([0.2, 0.1, 0.3, null]);
  expect(rows[3].problem?.message).toContain('nothing');
  expect(asked.flat().some(({ sli }) => sli.kind === 'composite')).toBe(false);
});
