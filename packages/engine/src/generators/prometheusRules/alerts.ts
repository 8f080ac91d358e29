import {
  LABELS,
  METRICS,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, ALERT_NAMES, nominalWindowMs } from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { binary, Expression, formatDuration, number } from '../../promql';
import { literal, queried, VALUE_PERCENTAGE } from './goTemplate';
import { eventsOver, ratioMetric } from './recordings';
import { Rule } from './rule';
import { SloSeries } from './sloSeries';

/** How long an SLI must be unknown before it is missed. */
export const MISSING_FOR_MS = 600_000;

function templates(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, literal(value)]),
  );
}

function nameOf({ labels }: SloSeries): string {
  return literal(labels[LABELS.service]);
}

function ratioAbove(
  windowMs: number,
  { threshold }: AlertPair,
  series: SloSeries,
): Expression {
  return binary('>', series.select(ratioMetric(windowMs)), number(threshold));
}

function burnExpression(pair: AlertPair, series: SloSeries): Expression {
  const { matching } = series;
  const burning = binary(
    'and',
    ratioAbove(pair.longMs, pair, series),
    ratioAbove(pair.shortMs, pair, series),
    { matching },
  );
  if (pair.minBadEvents <= 0) {
    return burning;
  }
  const enough = binary(
    '>=',
    eventsOver(METRICS.sliBadDelta1m, pair.longMs, series),
    number(pair.minBadEvents),
  );
  return binary('and', burning, enough, { matching });
}

function burnDescription(slo: Slo, pair: AlertPair, series: SloSeries): string {
  const lengthMs = nominalWindowMs(slo.window);
  const allowed = allowedErrorRatio(slo.objective);
  const { groupBy } = slo.sli;
  const ratio = series.select(ratioMetric(pair.longMs));
  const spent = queried(
    binary('*', ratio, number(pair.longMs / (allowed * lengthMs))),
    'humanizePercentage',
    groupBy,
  );
  const lasts = queried(
    binary('/', number((allowed * lengthMs) / 1000), ratio),
    'humanizeDuration',
    groupBy,
  );
  const long = formatDuration(pair.longMs);
  const length = formatDuration(lengthMs);
  return [
    `${VALUE_PERCENTAGE} of the events of the last ${long} were bad;`,
    `the objective allows ${literal(formatRatio(allowed))}.`,
    `That spent ${spent} of the error budget of ${length}.`,
    `At this rate a full budget is exhausted in ${lasts}.`,
  ].join(' ');
}

function formatRatio(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))}%`;
}

/** One alert for each pair. No `for`: the short window keeps it from firing on what is over. */
export function burnRules(
  slo: Slo,
  pairs: readonly AlertPair[],
  series: SloSeries,
): Rule[] {
  return pairs.map(pair => ({
    kind: 'alert',
    alert: ALERT_NAMES.errorBudgetBurn,
    expression: burnExpression(pair, series),
    labels: {
      ...templates(series.labels),
      [LABELS.severity]: pair.severity,
      [LABELS.burn]: pair.burn,
      ...templates(series.ownLabels),
    },
    annotations: {
      summary: `${nameOf(series)} burns its error budget too fast: ${literal(
        slo.displayName,
      )}.`,
      description: burnDescription(slo, pair, series),
    },
  }));
}

/**
 * The alert for an SLI of which nothing is known. It compares with a series that the rules make themselves, so it
 * fires however long the metric has been gone. It also fires for a service that was never seen: from here the two
 * cannot be told apart once old data is deleted, and an objective without data is worth a ticket either way.
 */
export function missingRule(slo: Slo, series: SloSeries): Rule {
  const own = series.identity.filter(label => !slo.sli.groupBy.includes(label));
  return {
    kind: 'alert',
    alert: ALERT_NAMES.sliMissing,
    expression: binary(
      'unless',
      series.select(METRICS.sloObjective),
      series.select(METRICS.sliTotalDelta1m),
      { matching: { ...series.matching, labels: own } },
    ),
    forMs: MISSING_FOR_MS,
    labels: {
      ...templates(series.labels),
      [LABELS.severity]: 'warning',
      ...templates(series.ownLabels),
    },
    annotations: {
      summary: `${nameOf(series)} has no data for its SLO: ${literal(
        slo.displayName,
      )}.`,
      description: [
        `Nothing has been known of it for ${formatDuration(MISSING_FOR_MS)}:`,
        'the service is not scraped, or its metric has another name or bucket, or it was never deployed.',
        'Its error budget is unknown, not healthy.',
      ].join(' '),
    },
  };
}
