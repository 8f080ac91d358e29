import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  by,
  Expression,
  matcher,
  print,
  selector,
} from '../../promql';
import { SloSeries } from './sloSeries';
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

/** Processes and what the rules must say about them. */
export interface RuleTest {
  readonly name: string;
  readonly processes: Readonly<Record<string, Timeline>>;
  readonly expectations: readonly Expectation[];
}

/**
 * Rules run on the minute, and their tile ends at most half a minute before, so they see a sample in the minute
 * after it.
 */
export const SEEN_AFTER_MINUTES = 1;

function firing(name: string, series: SloSeries, burn?: string): Expression {
  const { matchers } = series.select('ALERTS');
  return aggregate(
    'count',
    selector('ALERTS', [
      matcher('alertname', '=', name),
      matcher('alertstate', '=', 'firing'),
      ...(burn === undefined ? [] : [matcher('burn', '=', burn)]),
      ...matchers,
    ]),
    by(['burn']),
  );
}

/** Exactly these levels of an alert fire at the minute. */
export function expectFiring(
  alert: string,
  series: SloSeries,
  minute: number,
  burns: readonly string[],
): Expectation {
  return {
    expression: firing(alert, series),
    minute,
    samples: burns.map(burn => ({
      labels:
        burn === ''
          ? '{}'
          : print(selector(undefined, [matcher('burn', '=', burn)])),
      value: 1,
    })),
  };
}

/** One level of an alert does not fire at the minute, whatever the others do. */
export function expectSilent(
  alert: string,
  series: SloSeries,
  minute: number,
  burn: string,
): Expectation {
  return {
    expression: firing(alert, series, burn),
    minute,
    samples: [],
  };
}

/** The tile that holds the sample of a minute counts this many events; undefined for an unknown tile. */
export function expectTile(
  part: 'bad' | 'total',
  series: SloSeries,
  sampleMinute: number,
  events: number | undefined,
): Expectation {
  const metric =
    part === 'bad' ? METRICS.sliBadDelta1m : METRICS.sliTotalDelta1m;
  return {
    expression: aggregate('sum', series.select(metric)),
    minute: sampleMinute + SEEN_AFTER_MINUTES,
    samples: events === undefined ? [] : [{ labels: '{}', value: events }],
  };
}
