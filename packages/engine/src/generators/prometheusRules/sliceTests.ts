import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, ALERT_NAMES } from '../../alerting';
import { Slices, slicesOf } from '../../budget/sumSlices';
import { isFast } from './burnAlerts';
import { expectLevel } from './burnTiles';
import {
  expectFiring,
  expectRecorded,
  expectSilent,
  RuleTest,
} from './ruleTest';
import { SloUnderTest } from './sloUnderTest';
import { TILES } from './tiers';

const MINUTE_MS = 60_000;
const TRAFFIC = 1000;
/** The largest slices that a test waits for. */
const PATIENCE_MINUTES = 60;
/** Slices are judged some minutes after their end. */
const JUDGED_AFTER_MINUTES = 5;

function minutes(count: number, errorRatio: number) {
  const tile = { bad: TRAFFIC * errorRatio, total: TRAFFIC };
  return Array.from({ length: count }, () => tile);
}

/** A share of bad events in slices that are good all the same. */
function badInGood({ method, objective }: Slices): number {
  const allowed = method === 'Timeslices' ? 1 - objective : 0;
  return Math.floor((TRAFFIC * allowed) / 2) / TRAFFIC;
}

/** How many slices must be bad, and nothing known before them, until the alert fires. */
function slicesUntil(
  { longMs, threshold, policy }: AlertPair,
  { lengthMs, method }: Slices,
): number {
  const all = method === 'Timeslices' ? longMs / lengthMs : 1;
  const isAbove = (ratio: number) =>
    policy?.atFactor ? ratio >= threshold : ratio > threshold;
  let bad = 1;
  while (!isAbove(bad / all)) {
    bad++;
  }
  return bad;
}

/** Slices are recorded once each, and burn the budget instead of events. */
export function sliceTests(
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): RuleTest[] {
  const slices = slicesOf(subject.slo);
  const length = (slices?.lengthMs ?? Infinity) / MINUTE_MS;
  if (!slices || length > PATIENCE_MINUTES) {
    return [];
  }
  const isFirstAt = dueAt(length);
  const fast = pairs.find(isFast);
  const wait = (fast?.policy?.forMs ?? 0) / MINUTE_MS;
  const fires = fast
    ? isFirstAt + (slicesUntil(fast, slices) - 1) * length + wait
    : 0;
  return [
    {
      name: 'each slice of time is judged once, when it is over',
      recorded: [
        { tier: TILES, counts: minutes(length + JUDGED_AFTER_MINUTES, 1) },
      ],
      expectations: [
        expectRecorded(METRICS.slicesBad, subject, isFirstAt, 1),
        expectRecorded(METRICS.slicesTotal, subject, isFirstAt, 1),
        ...(length > 3
          ? [
              expectRecorded(
                METRICS.slicesBad,
                subject,
                isFirstAt + 1,
                undefined,
              ),
            ]
          : []),
      ],
    },
    ...(fast
      ? [
          {
            name: 'as many bad slices as it takes fire the fastest alert, and no fewer',
            recorded: [{ tier: TILES, counts: minutes(fires + 1, 1) }],
            expectations: [
              expectSilent(
                ALERT_NAMES.errorBudgetBurn,
                subject,
                fires - 1,
                fast.burn,
              ),
              expectLevel(subject, fires, fast.burn),
            ],
          },
          {
            name: 'good slices fire nothing, whatever is bad in them',
            recorded: [
              { tier: TILES, counts: minutes(fires + 1, badInGood(slices)) },
            ],
            expectations: [
              expectFiring(ALERT_NAMES.errorBudgetBurn, subject, fires, []),
              expectRecorded(METRICS.slicesBad, subject, isFirstAt, 0),
            ],
          },
        ]
      : []),
  ];
}

/** In which minute the first slice is judged, which began with the test. */
function dueAt(length: number): number {
  if (length % 5 === 0) {
    return length + 2;
  }
  return length;
}
