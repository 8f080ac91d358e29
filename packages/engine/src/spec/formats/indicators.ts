import { Cursor } from '../specFile/cursor';
import { latencyQueries } from './latencyQueries';
import { Told, told, toldObject } from './told';

function metric(query: Told, at: Cursor): Told {
  return toldObject(at, {
    metricSource: toldObject(at, {
      type: told('Prometheus', at),
      spec: toldObject(at, { query }),
    }),
  });
}

function asWritten(at: Cursor): Told {
  return { kind: 'copy', at };
}

/** Events counted by two queries. */
export function ratioIndicator(
  at: Cursor,
  part: { readonly good: Cursor } | { readonly bad: Cursor },
  total: Cursor,
): Told {
  const [[name, events]] = Object.entries(part) as [[string, Cursor]];
  return toldObject(at, {
    ratioMetric: toldObject(at, {
      counter: told(true, at),
      [name]: metric(asWritten(events), at),
      total: metric(asWritten(total), at),
    }),
  });
}

/** The share of good or of bad events as one query. */
export function rawIndicator(
  at: Cursor,
  ratio: Cursor,
  rawType: 'success' | 'failure',
): Told {
  return toldObject(at, {
    ratioMetric: toldObject(at, {
      raw: metric(asWritten(ratio), at),
      rawType: told(rawType, at),
    }),
  });
}

/** A figure that must stay at or below a value. */
export function gaugeIndicator(at: Cursor, gauge: Cursor): Told {
  return toldObject(at, { thresholdMetric: metric(asWritten(gauge), at) });
}

/**
 * The events of a quantile of a histogram: those up to the threshold are good. Absent where the query is anything else
 * than a quantile of the rate of one bucket metric.
 */
export function bucketIndicator(
  at: Cursor,
  quantile: Cursor,
  thresholdMs: number,
): Told | undefined {
  const queries =
    typeof quantile.value === 'string'
      ? latencyQueries(quantile.value, thresholdMs)
      : undefined;
  return (
    queries &&
    toldObject(at, {
      ratioMetric: toldObject(at, {
        counter: told(true, at),
        good: metric(told(queries.good, quantile), at),
        total: metric(told(queries.total, quantile), at),
      }),
    })
  );
}
