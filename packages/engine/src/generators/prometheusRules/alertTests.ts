import { AlertPair, ALERT_NAMES } from '../../alerting';
import { MISSING_FOR_MS } from './alerts';
import {
  expectFiring,
  expectSilent,
  RuleTest,
  SEEN_AFTER_MINUTES,
} from './ruleTest';
import { SloSeries } from './sloSeries';
import { Stretch, timeline, Timeline } from './timeline';

/** Events a minute: enough that any threshold is a whole number of them. */
const TRAFFIC = 1_000_000;
const MINUTE_MS = 60_000;

function traffic(minutes: number, errorRatio: number): Stretch {
  const bad = Math.round(TRAFFIC * errorRatio);
  return { minutes, bad, good: TRAFFIC - bad };
}

function lives(...stretches: readonly Stretch[]): {
  readonly a: Timeline;
} {
  return { a: timeline(0, { good: 1000, bad: 0 }, stretches) };
}

/** An error ratio that is above a pair's threshold and below that of every faster one. */
function ratioFor(pair: AlertPair, pairs: readonly AlertPair[]): number {
  const faster = pairs
    .map(({ threshold }) => threshold)
    .filter(threshold => threshold > pair.threshold);
  return Math.sqrt(pair.threshold * Math.min(1, ...faster));
}

/** How long the burns of the tests last. */
const BURN_MINUTES = 10;
const BURN_END = BURN_MINUTES + SEEN_AFTER_MINUTES;

/** A burn as fast as the pair watches for: it and the slower ones fire, the faster ones do not. */
function burnTest(
  pair: AlertPair,
  pairs: readonly AlertPair[],
  series: SloSeries,
): RuleTest {
  const ratio = Math.round(TRAFFIC * ratioFor(pair, pairs)) / TRAFFIC;
  const firing = pairs.filter(({ threshold }) => ratio > threshold);
  return {
    name: `${pair.burn} and no faster alert fires on a burn above its factor`,
    processes: lives(traffic(BURN_MINUTES, ratio), traffic(1, 0)),
    expectations: [
      expectFiring(
        ALERT_NAMES.errorBudgetBurn,
        series,
        BURN_END,
        firing.map(({ burn }) => burn),
      ),
    ],
  };
}

/** After a short outage each alert ends with its short window. */
function endTest(pairs: readonly AlertPair[], series: SloSeries): RuleTest {
  const ends = pairs.map(({ burn, shortMs }) => ({
    burn,
    minute: BURN_END + shortMs / MINUTE_MS + 1,
  }));
  const last = Math.max(...ends.map(({ minute }) => minute));
  return {
    name: 'all alerts fire in an outage, and each ends with its short window',
    processes: lives(traffic(BURN_MINUTES, 1), traffic(last, 0)),
    expectations: [
      expectFiring(
        ALERT_NAMES.errorBudgetBurn,
        series,
        BURN_END,
        pairs.map(({ burn }) => burn),
      ),
      ...ends.map(({ burn, minute }) =>
        expectSilent(ALERT_NAMES.errorBudgetBurn, series, minute, burn),
      ),
    ],
  };
}

/** After an hour at half of the allowed errors everything fails: the fastest alert fires, and not before. */
function outageTest(
  fastest: AlertPair,
  pairs: readonly AlertPair[],
  series: SloSeries,
): RuleTest {
  const healthyMinutes = 60;
  const least = Math.min(...pairs.map(({ threshold }) => threshold));
  const neededMinutes =
    Math.ceil((fastest.threshold * fastest.longMs) / MINUTE_MS) + 2;
  const minute = healthyMinutes + neededMinutes + SEEN_AFTER_MINUTES;
  return {
    name: 'the fastest alert is silent while healthy and fires on an outage',
    processes: lives(
      traffic(healthyMinutes, least / 2),
      traffic(neededMinutes + 1, 1),
    ),
    expectations: [
      ...[30, healthyMinutes].map(healthy =>
        expectFiring(ALERT_NAMES.errorBudgetBurn, series, healthy, []),
      ),
      {
        ...expectSilent(
          ALERT_NAMES.errorBudgetBurn,
          series,
          minute,
          fastest.burn,
        ),
        samples: expectFiring(ALERT_NAMES.errorBudgetBurn, series, minute, [
          fastest.burn,
        ]).samples,
      },
    ],
  };
}

/** The burn alerts fire in time, stay silent and end. */
export function burnTests(
  pairs: readonly AlertPair[],
  series: SloSeries,
): RuleTest[] {
  const [fastest] = pairs;
  return [
    ...(fastest
      ? [outageTest(fastest, pairs, series), endTest(pairs, series)]
      : []),
    ...pairs.map(pair => burnTest(pair, pairs, series)),
  ];
}

/** An SLI without data is missed after its time, for as long as it is gone, and no sooner. */
export function missingTests(series: SloSeries): RuleTest[] {
  const lastSample = 20;
  const gone = lastSample + SEEN_AFTER_MINUTES + 1;
  const missed = gone + MISSING_FOR_MS / MINUTE_MS;
  const expectMissing = (minute: number, isMissed: boolean) =>
    expectFiring(ALERT_NAMES.sliMissing, series, minute, isMissed ? [''] : []);
  const steady: Stretch = { minutes: lastSample, good: 10, bad: 0 };
  return [
    {
      name: 'a metric that vanishes is missed, however long it is gone',
      processes: lives(steady),
      expectations: [
        expectMissing(lastSample, false),
        expectMissing(missed - 1, false),
        expectMissing(missed, true),
        expectMissing(missed + 60, true),
      ],
    },
    {
      name: 'a metric that comes back is missed no longer',
      processes: lives(
        steady,
        { ...steady, minutes: 19, hidden: true },
        steady,
      ),
      expectations: [
        expectMissing(missed, true),
        expectMissing(lastSample + 20 + SEEN_AFTER_MINUTES, false),
      ],
    },
    {
      name: 'a metric that never was is missed too',
      processes: {},
      expectations: [
        expectMissing(MISSING_FOR_MS / MINUTE_MS - 1, false),
        expectMissing(MISSING_FOR_MS / MINUTE_MS, true),
      ],
    },
  ];
}
