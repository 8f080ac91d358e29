import { BurnLevel } from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, ALERT_NAMES } from '../../alerting';
import { Expectation, expectFiring, expectSilent, RuleTest } from './ruleTest';
import { SloUnderTest } from './sloUnderTest';
import { TILES } from './tiers';

/** Events a minute: enough that any threshold is a whole number of them. */
export const TRAFFIC = 1_000_000;

/** Minutes with this share of bad events, as tiles. */
export function minutes(count: number, errorRatio: number) {
  const tile = { bad: Math.round(TRAFFIC * errorRatio), total: TRAFFIC };
  return Array.from({ length: count }, () => tile);
}

export function tilesOf(
  ...stretches: readonly ReturnType<typeof minutes>[]
): RuleTest['recorded'] {
  return [{ tier: TILES, counts: stretches.flat() }];
}

/** An error ratio that is above a pair's threshold and below that of every faster one. */
export function ratioFor(pair: AlertPair, pairs: readonly AlertPair[]): number {
  const faster = pairs
    .map(({ threshold }) => threshold)
    .filter(threshold => threshold > pair.threshold);
  return Math.sqrt(pair.threshold * Math.min(1, ...faster));
}

/** One level fires at the minute, whatever the others do. */
export function expectLevel(
  subject: SloUnderTest,
  minute: number,
  burn: BurnLevel,
): Expectation {
  const { samples } = expectFiring(
    ALERT_NAMES.errorBudgetBurn,
    subject,
    minute,
    [burn],
  );
  return {
    ...expectSilent(ALERT_NAMES.errorBudgetBurn, subject, minute, burn),
    samples,
  };
}
