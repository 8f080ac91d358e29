import {
  BurnAlertPolicy,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { alertPairs } from './alertPairs';

const HOUR_MS = 3_600_000;
const context = { scrapeIntervalMs: 15_000, minBadEvents: 3 };

function policy(fields: Partial<BurnAlertPolicy> = {}): BurnAlertPolicy {
  return {
    name: 'fast',
    severity: 'critical',
    longMs: HOUR_MS,
    factor: 10,
    atFactor: false,
    forMs: 0,
    targets: [],
    ...fields,
  };
}

function pairsOf(
  policies: readonly BurnAlertPolicy[],
  fields: Partial<Slo> = {},
) {
  const slo: Slo = {
    name: 'orders',
    displayName: 'Orders',
    description: '',
    objective: 0.99,
    window: { type: 'rolling', durationMs: 30 * 24 * HOUR_MS },
    method: 'Occurrences',
    noData: 'ignore',
    sli: { kind: 'ratio', total: { metric: 't', matchers: [] }, groupBy: [] },
    ...fields,
    alerts: { policies, ...fields.alerts },
  };
  const { pairs, diagnostics } = alertPairs(slo, context);
  return {
    pairs,
    levels: pairs.map(each => [each.policy?.name, each.burn]),
    codes: diagnostics.map(({ severity, code }) => `${severity} ${code}`),
    paths: diagnostics.map(({ path }) => path),
    details: diagnostics.map(({ detail }) => detail),
    summaries: diagnostics.map(({ summary }) => summary),
  };
}

it('makes a pair of the one window of a policy, in place of the usual alerts', () => {
  const { pairs, codes } = pairsOf([policy({ targets: ['us'] })]);
  expect(codes).toEqual([]);
  expect(pairs).toEqual([
    {
      burn: 'page-fast',
      severity: 'critical',
      longMs: HOUR_MS,
      shortMs: HOUR_MS / 12,
      budgetShare: 0.0138888888889,
      factor: 10,
      threshold: 0.1,
      minBadEvents: 3,
      policy: policy({ targets: ['us'] }),
    },
  ]);
});

it('gives levels by severity and speed, and names what has none', () => {
  const { levels, codes } = pairsOf([
    policy({ name: 'slow', factor: 2 }),
    policy({ name: 'work', severity: 'warning', factor: 20 }),
    policy({ name: 'fast', factor: 14 }),
    policy({ name: 'note', severity: 'info', factor: 1 }),
    policy({ name: 'third', factor: 1 }),
  ]);
  expect(levels).toEqual([
    ['fast', 'page-fast'],
    ['slow', 'page-slow'],
    ['work', 'ticket-fast'],
    ['note', 'ticket-slow'],
  ]);
  expect(codes).toEqual(['warning alert-policy-without-level']);
});

it.each<[string, Partial<BurnAlertPolicy>, Partial<Slo>, string]>([
  [
    'looks back too far',
    { longMs: 40 * 24 * HOUR_MS },
    {},
    'warning alert-window-too-long',
  ],
  [
    'looks back too little',
    { longMs: 60_000 },
    {},
    'warning alert-window-too-short',
  ],
  ['can never fire', { factor: 100 }, {}, 'warning alert-unreachable'],
])('warns of a policy that %s', (_what, fields, slo, code) => {
  const { pairs, codes, paths, details } = pairsOf([policy(fields)], slo);
  expect(pairs).toEqual([]);
  expect(details[0]).toMatch(/^(Let|Lower) /);
  expect(codes).toEqual([code, 'warning no-burn-alerts']);
  expect(paths).toEqual([
    'slos.orders.alerts.policies.fast',
    'slos.orders.alerts.policies',
  ]);
});

it('makes no alert at all where no policy asks for one, and says so', () => {
  const { pairs, codes, paths } = pairsOf([]);
  expect(pairs).toEqual([]);
  expect(codes).toEqual(['info no-burn-alerts']);
  expect(paths).toEqual(['slos.orders.alerts.policies']);
});

it('says nothing of levels that are switched off', () => {
  const { pairs, codes } = pairsOf([policy()], {
    alerts: { disabled: ['page-fast'] },
  });
  expect(pairs).toEqual([]);
  expect(codes).toEqual([]);
});

it('makes no level that is switched off, and asks for as many bad events as the SLO wants', () => {
  const { levels, pairs } = pairsOf(
    [policy(), policy({ name: 'work', severity: 'warning' })],
    { alerts: { disabled: ['ticket-fast'], minBadEvents: 7 } },
  );
  expect(levels).toEqual([['fast', 'page-fast']]);
  expect(pairs[0].minBadEvents).toBe(7);
});

it.each([
  [5, '5m and 1m'],
  [7, '7m and 1m'],
  [90, '1h30m and 8m'],
])('says what becomes of a window of %d minutes', (minutes, expected) => {
  const { pairs, summaries, codes } = pairsOf([
    policy({ longMs: minutes * 60_000 }),
  ]);
  expect(pairs).toHaveLength(1);
  expect(codes).toEqual(['info alert-window-paired']);
  expect(summaries[0]).toContain(`looks back ${expected}`);
});

it('rounds windows up to what is summed, and says so', () => {
  const { pairs, codes } = pairsOf([policy({ longMs: 6 * HOUR_MS + 60_000 })]);
  expect(pairs[0].longMs).toBe(6 * HOUR_MS + 5 * 60_000);
  expect(codes).toEqual(['info alert-window-rounded']);
});
