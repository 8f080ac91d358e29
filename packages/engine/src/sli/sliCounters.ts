import {
  CounterSli,
  LatencySli,
  Selector,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** A counter of an SLI; `bounds` are the spellings of `le`, for a bucket. */
export interface SliCounter {
  readonly selector: Selector;
  readonly bounds?: readonly string[];
}

/** What an SLI counts: all events, and the good or bad ones among them. */
export interface CountedSli {
  readonly total: SliCounter;
  readonly part: 'bad' | 'good';
  readonly events: SliCounter;
  /** Whether a total without its part can be no events, as with a label that is born with its first event. */
  readonly mayLack: boolean;
  readonly groupBy: readonly string[];
}

/** A bucket's bound as Prometheus 2 and 3 spell it: `1` and `1.0`. */
function boundsOf({ thresholdMs, unitMs }: LatencySli): readonly string[] {
  const bound = Number((thresholdMs / unitMs).toPrecision(15));
  return Number.isInteger(bound)
    ? [String(bound), `${bound}.0`]
    : [String(bound)];
}

/** An SLI's counters. A histogram has all its buckets at once, so a missing bucket is a wrong threshold. */
export function countersOf(sli: CounterSli): CountedSli {
  const groupBy = [...new Set(sli.groupBy)].sort();
  if (sli.kind === 'latency') {
    return {
      total: { selector: sli.total },
      part: 'good',
      events: { selector: sli.bucket, bounds: boundsOf(sli) },
      mayLack: false,
      groupBy,
    };
  }
  const good = sli.bad ? undefined : sli.good;
  return {
    total: { selector: sli.total },
    part: good ? 'good' : 'bad',
    events: { selector: good ?? sli.bad ?? sli.total },
    mayLack: true,
    groupBy,
  };
}
