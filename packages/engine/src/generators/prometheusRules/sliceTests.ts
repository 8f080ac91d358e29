import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, ALERT_NAMES } from '../../alerting';
import { slicesOf } from '../../budget/sumSlices';
import { isFast } from './burnAlerts';
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
  const long = fast ? fast.longMs / MINUTE_MS : 0;
  const end = Math.ceil((long + length + JUDGED_AFTER_MINUTES) / 5) * 5;
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
            name: 'bad slices fire the fastest alert, and good ones none',
            recorded: [{ tier: TILES, counts: minutes(end + 1, 1) }],
            expectations: [
              expectFiring(ALERT_NAMES.errorBudgetBurn, subject, 0, []),
              {
                ...expectSilent(
                  ALERT_NAMES.errorBudgetBurn,
                  subject,
                  end,
                  fast.burn,
                ),
                samples: expectFiring(
                  ALERT_NAMES.errorBudgetBurn,
                  subject,
                  end,
                  [fast.burn],
                ).samples,
              },
            ],
          },
          {
            name: 'good slices fire nothing, though some events are bad',
            recorded: [{ tier: TILES, counts: minutes(end + 1, 0) }],
            expectations: [
              expectFiring(ALERT_NAMES.errorBudgetBurn, subject, end, []),
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
