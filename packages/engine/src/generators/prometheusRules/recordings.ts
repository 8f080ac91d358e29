import {
  METRICS,
  ServiceSpec,
  Slo,
  sloErrorRatioMetric,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, nominalWindowMs } from '../../alerting';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  formatDuration,
  number,
  rangeSelector,
} from '../../promql';
import { tileExpressions } from '../../sli';
import { Rule } from './rule';
import { SloSeries } from './sloSeries';

/** Rules make tiles of this length, and are evaluated as often. */
export const RULE_INTERVAL_MS = 60_000;

/**
 * How long before the evaluation a tile ends. A scrape is stored when it is over, under the time when it began;
 * a tile that ended now would miss it, and the next would take it for old.
 */
export function ruleLagMs(scrapeIntervalMs: number): number {
  return Math.min(scrapeIntervalMs, 30_000);
}

/** Tiles of the SLO: bad and total events of one minute. */
export function tileRules(
  slo: Slo,
  series: SloSeries,
  scrapeIntervalMs: number,
): Rule[] {
  const { bad, total } = tileExpressions(slo.sli, {
    stepMs: RULE_INTERVAL_MS,
    lagMs: ruleLagMs(scrapeIntervalMs),
  });
  const { labels } = series;
  return [
    {
      kind: 'record',
      record: METRICS.sliBadDelta1m,
      expression: bad,
      labels,
    },
    {
      kind: 'record',
      record: METRICS.sliTotalDelta1m,
      expression: total,
      labels,
    },
  ];
}

/** Events of a window, of one SLO and group, whatever team and tier were while they were counted. */
export function eventsOver(
  metric: string,
  windowMs: number,
  series: SloSeries,
): Expression {
  return aggregate(
    'sum',
    call('sum_over_time', rangeSelector(series.select(metric), windowMs)),
    by(series.identity),
  );
}

/** Name of the recorded error ratio over a window. */
export function ratioMetric(windowMs: number): string {
  return sloErrorRatioMetric(formatDuration(windowMs));
}

/** Error ratios over the windows of the alerts; absent, never NaN, where there was no traffic. */
export function ratioRules(
  pairs: readonly AlertPair[],
  series: SloSeries,
): Rule[] {
  const windows = new Set(
    pairs.flatMap(({ longMs, shortMs }) => [shortMs, longMs]),
  );
  return [...windows]
    .sort((a, b) => a - b)
    .map(windowMs => ({
      kind: 'record',
      record: ratioMetric(windowMs),
      expression: binary(
        '/',
        eventsOver(METRICS.sliBadDelta1m, windowMs, series),
        binary(
          '>',
          eventsOver(METRICS.sliTotalDelta1m, windowMs, series),
          number(0),
        ),
      ),
      labels: series.labels,
    }));
}

/** What the SLO asks for, as series to join with. */
export function metadataRules(
  spec: ServiceSpec,
  slo: Slo,
  series: SloSeries,
): Rule[] {
  const { window } = slo;
  return [
    {
      kind: 'record',
      record: METRICS.sloObjective,
      expression: call('vector', number(slo.objective)),
      labels: series.labels,
    },
    {
      kind: 'record',
      record: METRICS.sloInfo,
      expression: call('vector', number(1)),
      labels: {
        ...series.labels,
        entity: spec.entityRef,
        method: slo.method,
        window: formatDuration(nominalWindowMs(window)),
        window_type: window.type,
      },
    },
  ];
}
