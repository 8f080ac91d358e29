import { LABELS, METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  ALERT_NAMES,
  BudgetThreshold,
  budgetThresholds,
  nominalWindowMs,
} from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { hasRollingBudget } from './recordings';
import { expectFiring, expectRecorded, RuleTest } from './ruleTest';
import { SloUnderTest } from './sloUnderTest';
import { tierOf, TILES } from './tiers';

/** Events a minute: enough that any share of a budget is a whole number of them. */
const TRAFFIC = 10_000_000;

function counted(bad: number) {
  return { bad, total: TRAFFIC };
}

/** Every tile is in one roll-up: five of 1 to 5 bad events, twelve of those. An unknown one is in none. */
export function rollUpTest(subject: SloUnderTest): RuleTest {
  const expectBad = (metric: string, minute: number, value?: number) =>
    expectRecorded(metric, subject, minute, value);
  return {
    name: 'each tile is in one roll-up of five minutes and in one of an hour',
    recorded: [
      {
        tier: TILES,
        counts: Array.from({ length: 64 }, (_, minute) =>
          counted((minute % 5) + 1),
        ),
      },
    ],
    expectations: [
      expectBad(METRICS.sliBadDelta5m, 5, 15),
      expectBad(METRICS.sliBadDelta5m, 6),
      expectBad(METRICS.sliBadDelta5m, 10, 15),
      expectBad(METRICS.sliTotalDelta5m, 10, 5 * TRAFFIC),
      expectBad(METRICS.sliBadDelta1h, 61),
      expectBad(METRICS.sliBadDelta1h, 62, 12 * 15),
      expectBad(METRICS.sliBadDelta1h, 63),
      expectBad(METRICS.sliTotalDelta1h, 62, 60 * TRAFFIC),
    ],
  };
}

/** This share of the budget is spent, which passes a threshold or none. */
function spendingTest(
  percent: number,
  passed: Omit<BudgetThreshold, 'level'> | undefined,
  subject: SloUnderTest,
): RuleTest {
  const { objective, window } = subject.slo;
  const bad = Math.round(
    (TRAFFIC * allowedErrorRatio(objective) * percent) / 100,
  );
  const expectLabel = (label: string, value: string | number = '') =>
    expectFiring(
      ALERT_NAMES.errorBudgetSpent,
      subject,
      1,
      passed ? [String(value)] : [],
      label,
    );
  return {
    name: `${percent} % of the budget spent`,
    recorded: [
      { tier: tierOf(nominalWindowMs(window)), counts: [counted(bad)] },
    ],
    expectations: [
      expectLabel(LABELS.budget, passed?.percent),
      expectLabel(LABELS.severity, passed?.severity),
    ],
  };
}

/** Each threshold is notified when it is passed, instead of those below it. */
export function budgetTests(subject: SloUnderTest): RuleTest[] {
  const { slo } = subject;
  const tests = [rollUpTest(subject)];
  if (!hasRollingBudget(slo) || slo.slices) {
    return tests;
  }
  const thresholds = budgetThresholds(slo);
  const [lowest] = thresholds;
  return [
    ...tests,
    ...(lowest ? [spendingTest(lowest.percent - 5, undefined, subject)] : []),
    ...thresholds.map(threshold =>
      spendingTest(threshold.percent + 2, threshold, subject),
    ),
  ];
}
