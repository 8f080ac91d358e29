import { AlertPair, ALERT_NAMES } from '../../alerting';
import { isFast } from './burnAlerts';
import { expectLevel, minutes, ratioFor, tilesOf } from './burnTiles';
import { expectSilent, RuleTest } from './ruleTest';
import { SloUnderTest } from './sloUnderTest';

const MINUTE_MS = 60_000;

/** What looks back further than tiles reach is evaluated every five minutes, on roll-ups of as many. */
const SLOW_MINUTES = 15;

/** Longest wait that a test sits through. */
const PATIENCE_MINUTES = 120;

function waitOf({ policy }: AlertPair): number {
  return (policy?.forMs ?? 0) / MINUTE_MS;
}

/** A minute at which a burn since the first one has lasted long enough. */
function firesBy(pair: AlertPair): number {
  return isFast(pair) ? waitOf(pair) : waitOf(pair) + SLOW_MINUTES;
}

/** It fires when the burn has lasted as long as the policy wants, and not before. */
function fires(
  pair: AlertPair,
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest {
  const minute = firesBy(pair);
  const wait = waitOf(pair);
  return {
    name: `${pair.burn} fires once a burn above its factor has lasted as long as its policy wants`,
    recorded: tilesOf(minutes(minute + 1, ratioFor(pair, pairs))),
    expectations: [
      ...(wait > 0
        ? [
            expectSilent(
              ALERT_NAMES.errorBudgetBurn,
              subject,
              wait - 1,
              pair.burn,
            ),
          ]
        : []),
      expectLevel(subject, minute, pair.burn),
    ],
  };
}

function isSilent(pair: AlertPair, subject: SloUnderTest): RuleTest {
  const minute = firesBy(pair);
  return {
    name: `${pair.burn} does not fire on a burn below the factor of its policy`,
    recorded: tilesOf(minutes(minute + 1, pair.threshold * 0.9)),
    expectations: [
      expectSilent(ALERT_NAMES.errorBudgetBurn, subject, minute, pair.burn),
    ],
  };
}

/** Alerts that a user has defined fire at their factor, after their time. */
export function policyTests(
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest[] {
  return pairs
    .filter(pair => waitOf(pair) <= PATIENCE_MINUTES)
    .flatMap(pair => [fires(pair, pairs, subject), isSilent(pair, subject)]);
}
