import { AlertTuning, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { alertPairs, budgetThresholds } from '.';

const HOUR = 3_600_000;

function pairsWith(alerts: AlertTuning) {
  const slo: Slo = {
    name: 'availability',
    displayName: 'Availability',
    description: '',
    objective: 0.999,
    window: { type: 'rolling', durationMs: 30 * 24 * HOUR },
    method: 'Occurrences',
    noData: 'ignore',
    sli: {
      kind: 'ratio',
      total: { metric: 'a', matchers: [] },
      bad: { metric: 'b', matchers: [] },
      groupBy: [],
    },
    alerts,
  };
  return alertPairs(slo, { scrapeIntervalMs: 15_000, minBadEvents: 3 });
}

describe('alerts of an SLO’s own', () => {
  it('have its windows and shares of the budget', () => {
    const { pairs, diagnostics } = pairsWith({
      burn: {
        'page-fast': { budgetShare: 0.04, longMs: 2 * HOUR },
        'page-slow': { budgetShare: 0.1 },
      },
      minBadEvents: 0,
    });
    expect(diagnostics).toEqual([]);
    // factor = share × 720 h ÷ window
    expect(
      pairs.map(({ burn, longMs, shortMs, factor, minBadEvents }) => [
        burn,
        longMs / HOUR,
        shortMs / 60_000,
        factor,
        minBadEvents,
      ]),
    ).toEqual([
      ['page-fast', 2, 10, 14.4, 0],
      ['page-slow', 6, 30, 12, 0],
      ['ticket-fast', 24, 120, 3, 0],
      ['ticket-slow', 72, 360, 1, 0],
    ]);
  });

  it('keep the usual windows where a slower one would see less', () => {
    const { pairs, diagnostics } = pairsWith({
      burn: { 'page-fast': { longMs: 6 * HOUR } },
    });
    expect(pairs.map(({ longMs }) => longMs / HOUR)).toEqual([1, 6, 24, 72]);
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['alert-windows-order', 'slos.availability.alerts.burn.page-fast'],
    ]);
  });

  it('compare with those alone that are made', () => {
    const { pairs, diagnostics } = pairsWith({
      burn: { 'page-fast': { longMs: 6 * HOUR } },
      disabled: ['page-slow'],
    });
    expect(pairs.map(({ longMs }) => longMs / HOUR)).toEqual([6, 24, 72]);
    expect(diagnostics).toEqual([]);
  });

  it('tell their own shares of the budget, or none', () => {
    expect(
      budgetThresholds({ alerts: { budgetThresholds: [0.29, 0.85, 1] } }),
    ).toEqual([
      { percent: 29, severity: 'info' },
      { percent: 85, severity: 'warning' },
      { percent: 100, severity: 'warning' },
    ]);
    expect(budgetThresholds({ alerts: { budgetThresholds: [] } })).toEqual([]);
  });
});
