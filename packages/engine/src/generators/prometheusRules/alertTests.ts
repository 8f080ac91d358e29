import { AlertPair, ALERT_NAMES, isAlertEnabled } from '../../alerting';
import { MISSING_FOR_MS } from './alerts';
import { isFast, tierFor } from './burnAlerts';
import { SloUnderTest } from './sloUnderTest';
import {
  expectFiring,
  expectSilent,
  RuleTest,
  SEEN_AFTER_MINUTES,
} from './ruleTest';
import { expectLevel, minutes, ratioFor, tilesOf, TRAFFIC } from './burnTiles';
import { policyTests } from './policyTests';
import { FIVE_MINUTES, TILES } from './tiers';
import { Stretch, timeline, Timeline } from './timeline';

const MINUTE_MS = 60_000;

function processOf(...stretches: readonly Stretch[]): {
  readonly a: Timeline;
} {
  return { a: timeline(0, { good: 1000, bad: 0 }, stretches) };
}

/** How long the burns of the tests last: long enough for a five-minute roll-up of nothing else. */
const BURN_MINUTES = 10;

/** A burn as fast as the pair watches for: it and the slower ones fire, the faster ones do not. */
function burnTest(
  pair: AlertPair,
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest {
  const ratio = Math.round(TRAFFIC * ratioFor(pair, pairs)) / TRAFFIC;
  const firing = pairs.filter(({ threshold }) => ratio > threshold);
  return {
    name: `${pair.burn} and no faster alert fires on a burn above its factor`,
    recorded: tilesOf(minutes(BURN_MINUTES + 1, ratio)),
    expectations: [
      expectFiring(
        ALERT_NAMES.errorBudgetBurn,
        subject,
        BURN_MINUTES,
        firing.map(({ burn }) => burn),
      ),
    ],
  };
}

/** Longest short window whose end a test waits for. */
const PATIENCE_MS = 30 * MINUTE_MS;

/** Error ratio of a window that ends at a minute, of an outage that began with the first tile. */
function ratioAt(minute: number, windowMs: number): number {
  const tiles = Math.min(minute + 1, windowMs / MINUTE_MS);
  const bad = tiles - Math.max(0, minute - BURN_MINUTES);
  return Math.max(0, bad) / tiles;
}

/** The first minute after the outage at which a window of the pair is not above its threshold any more. */
function endOf({ longMs, shortMs, threshold }: AlertPair): number {
  let minute = BURN_MINUTES;
  while (
    ratioAt(minute, longMs) > threshold &&
    ratioAt(minute, shortMs) > threshold
  ) {
    minute++;
  }
  return minute;
}

/** After a short outage each alert ends with its short window. */
function endTest(pairs: readonly AlertPair[], subject: SloUnderTest): RuleTest {
  const ends = pairs
    .filter(({ shortMs }) => shortMs <= PATIENCE_MS)
    .map(pair => ({ burn: pair.burn, minute: endOf(pair) }));
  const last = Math.max(0, ...ends.map(({ minute }) => minute));
  return {
    name: 'all alerts fire in an outage, and those that page end with their short window',
    recorded: tilesOf(minutes(BURN_MINUTES + 1, 1), minutes(last, 0)),
    expectations: [
      expectFiring(
        ALERT_NAMES.errorBudgetBurn,
        subject,
        BURN_MINUTES,
        pairs.map(({ burn }) => burn),
      ),
      ...ends.flatMap(({ burn, minute }) => [
        expectLevel(subject, minute - 1, burn),
        expectSilent(ALERT_NAMES.errorBudgetBurn, subject, minute, burn),
      ]),
    ],
  };
}

/**
 * What burnt long ago does not fire while nothing burns. A level ends when its short window has passed; the test waits
 * for the first one that looks at roll-ups.
 */
function overTest(
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest {
  const rolledUp = pairs.filter(pair => !isFast(pair));
  const shortest = Math.min(...rolledUp.map(({ shortMs }) => shortMs));
  const minute = Number.isFinite(shortest)
    ? (shortest + FIVE_MINUTES.stepMs) / MINUTE_MS
    : 3;
  const ratio = 1 / (minute + 1);
  const burning = rolledUp.filter(
    pair =>
      tierFor(pair.shortMs, pair) === FIVE_MINUTES &&
      pair.shortMs > minute * MINUTE_MS &&
      ratio > pair.threshold,
  );
  return {
    name: 'a burn that is over fires nothing, however much it has spent',
    recorded: [
      { tier: FIVE_MINUTES, counts: minutes(1, 1) },
      { tier: TILES, counts: minutes(minute + 1, 0) },
    ],
    expectations: [
      expectFiring(
        ALERT_NAMES.errorBudgetBurn,
        subject,
        minute,
        burning.map(({ burn }) => burn),
      ),
    ],
  };
}

/** Minutes with few errors that go before an outage. */
const HEALTHY_MINUTES = 30;

/** In which minute of an outage an alert fires, after healthy tiles with a share of bad events. */
function firesInMinute(
  { longMs, shortMs, threshold }: AlertPair,
  healthy: number,
  errorRatio: number,
): number {
  const burns = (minute: number, windowMs: number) => {
    const tiles = Math.min(healthy + minute, windowMs / MINUTE_MS);
    const bad = Math.min(minute, tiles);
    return (bad + (tiles - bad) * errorRatio) / tiles > threshold;
  };
  let minute = 1;
  while (!burns(minute, longMs) || !burns(minute, shortMs)) {
    minute++;
  }
  return minute;
}

/** After a while at half of the allowed errors everything fails: the fastest alert fires, and not before. */
function outageTest(
  fastest: AlertPair,
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest {
  const allowed = Math.min(...pairs.map(({ threshold }) => threshold)) / 2;
  const needed = firesInMinute(fastest, HEALTHY_MINUTES, allowed);
  const fires = HEALTHY_MINUTES + needed - 1;
  return {
    name: 'the fastest alert is silent while healthy and fires on an outage',
    recorded: tilesOf(minutes(HEALTHY_MINUTES, allowed), minutes(needed, 1)),
    expectations: [
      expectFiring(
        ALERT_NAMES.errorBudgetBurn,
        subject,
        HEALTHY_MINUTES - 1,
        [],
      ),
      expectSilent(
        ALERT_NAMES.errorBudgetBurn,
        subject,
        fires - 1,
        fastest.burn,
      ),
      expectLevel(subject, fires, fastest.burn),
    ],
  };
}

/** What is scraped reaches the alerts: an outage of a service that was seen before. */
function scrapedTest(fastest: AlertPair, subject: SloUnderTest): RuleTest {
  const healthy = 5;
  const needed = firesInMinute(fastest, healthy, 0);
  return {
    name: 'what is scraped in an outage fires the fastest alert',
    processes: processOf(
      { minutes: healthy, good: TRAFFIC, bad: 0 },
      { minutes: needed, good: 0, bad: TRAFFIC },
    ),
    expectations: [
      expectFiring(ALERT_NAMES.errorBudgetBurn, subject, healthy, []),
      expectLevel(subject, healthy + needed + SEEN_AFTER_MINUTES, fastest.burn),
    ],
  };
}

/** The burn alerts fire in time, stay silent and end. */
export function burnTests(
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest[] {
  const [fastest] = pairs;
  if (fastest?.policy) {
    return policyTests(pairs, subject);
  }
  return [
    ...(fastest && isFast(fastest)
      ? [scrapedTest(fastest, subject), outageTest(fastest, pairs, subject)]
      : []),
    ...(fastest ? [endTest(pairs, subject), overTest(pairs, subject)] : []),
    ...pairs.map(pair => burnTest(pair, pairs, subject)),
  ];
}

/** An SLI without data is missed after its time, for as long as it is gone, and no sooner. */
export function missingTests(subject: SloUnderTest): RuleTest[] {
  if (!isAlertEnabled(subject.slo, 'sli-missing')) {
    return [];
  }
  const lastSample = 3;
  const gone = lastSample + SEEN_AFTER_MINUTES + 1;
  const missed = gone + MISSING_FOR_MS / MINUTE_MS;
  const expectMissing = (minute: number, isMissed: boolean) =>
    expectFiring(ALERT_NAMES.sliMissing, subject, minute, isMissed ? [''] : []);
  const steady: Stretch = { minutes: lastSample, good: 10, bad: 0 };
  const hidden: Stretch = { ...steady, minutes: 24, hidden: true };
  const back = lastSample + 25 + SEEN_AFTER_MINUTES;
  return [
    {
      name: 'a metric that vanishes is missed while it is gone, and no longer',
      processes: processOf(steady, hidden, steady),
      expectations: [
        expectMissing(lastSample, false),
        expectMissing(missed - 1, false),
        expectMissing(missed, true),
        expectMissing(back - 1, true),
        expectMissing(back, false),
      ],
    },
    ...neverSeenTests(subject),
  ];
}

/** An SLI that never had data is missed. */
export function neverSeenTests(subject: SloUnderTest): RuleTest[] {
  if (!isAlertEnabled(subject.slo, 'sli-missing')) {
    return [];
  }
  const expectMissing = (minute: number, labels: readonly string[]) =>
    expectFiring(ALERT_NAMES.sliMissing, subject, minute, labels);
  return [
    {
      name: 'a metric that never was is missed too',
      processes: {},
      expectations: [
        expectMissing(MISSING_FOR_MS / MINUTE_MS - 1, []),
        expectMissing(MISSING_FOR_MS / MINUTE_MS, ['']),
      ],
    },
  ];
}
