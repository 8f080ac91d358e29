import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  by,
  Expression,
  matcher,
  print,
  selector,
} from '../../promql';
import { InputSeries } from './exampleSeries';
import { SloUnderTest } from './sloUnderTest';
import { Tier } from './tiers';
import { Timeline } from './timeline';

/** What an expression must give at a minute. */
export interface Expectation {
  readonly expression: Expression;
  readonly minute: number;
  readonly samples: readonly {
    readonly labels: string;
    readonly value: number;
  }[];
}

/** Events recorded in each minute from the start. */
export interface RecordedCounts {
  readonly tier: Tier;
  readonly counts: readonly { readonly bad: number; readonly total: number }[];
}

/** What the rules must say about what was scraped, or about tiles and roll-ups as if they had been recorded. */
export interface RuleTest {
  readonly name: string;
  /** Counters of processes, by the name of the process. */
  readonly processes?: Readonly<Record<string, Timeline>>;
  readonly recorded?: readonly RecordedCounts[];
  /** Other series that are scraped. */
  readonly series?: readonly InputSeries[];
  readonly expectations: readonly Expectation[];
}

/**
 * Rules run on the minute, and their tile ends at most half a minute before, so they see a sample in the minute
 * after it.
 */
export const SEEN_AFTER_MINUTES = 1;

function firing(
  name: string,
  subject: SloUnderTest,
  label: string,
  value?: string,
): Expression {
  const { matchers } = subject.select('ALERTS');
  return aggregate(
    'count',
    selector('ALERTS', [
      matcher('alertname', '=', name),
      matcher('alertstate', '=', 'firing'),
      ...(value === undefined ? [] : [matcher(label, '=', value)]),
      ...matchers,
    ]),
    by([label]),
  );
}

/** Exactly these levels of an alert fire at the minute; the empty one for an alert without levels. */
export function expectFiring(
  alert: string,
  subject: SloUnderTest,
  minute: number,
  levels: readonly string[],
  label: string = 'burn',
): Expectation {
  return {
    expression: firing(alert, subject, label),
    minute,
    samples: levels.map(level => ({
      labels:
        level === ''
          ? '{}'
          : print(selector(undefined, [matcher(label, '=', level)])),
      value: 1,
    })),
  };
}

/** One level of an alert does not fire at the minute, whatever the others do. */
export function expectSilent(
  alert: string,
  subject: SloUnderTest,
  minute: number,
  burn: string,
): Expectation {
  return {
    expression: firing(alert, subject, 'burn', burn),
    minute,
    samples: [],
  };
}

/** What the recorded series add up to at a minute; undefined where there are none. */
export function expectRecorded(
  metric: string,
  subject: SloUnderTest,
  minute: number,
  value: number | undefined,
): Expectation {
  return {
    expression: aggregate('sum', subject.select(metric)),
    minute,
    samples: value === undefined ? [] : [{ labels: '{}', value }],
  };
}

/** The tile that holds the sample of a minute counts this many events; undefined for an unknown tile. */
export function expectTile(
  part: 'bad' | 'total',
  subject: SloUnderTest,
  sampleMinute: number,
  events: number | undefined,
): Expectation {
  const metric =
    part === 'bad' ? METRICS.sliBadDelta1m : METRICS.sliTotalDelta1m;
  return expectRecorded(
    metric,
    subject,
    sampleMinute + SEEN_AFTER_MINUTES,
    events,
  );
}
