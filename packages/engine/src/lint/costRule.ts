import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { serviceRules } from '../generators/prometheusRules/serviceRules';
import { print, VectorSelectorNode } from '../promql';
import { sampleSelectors } from '../sli/sampleSelectors';
import { figure } from './figures';
import { findingOn, LintRule, LintSubject } from './lintSubject';
import { samplesRead, StoredSeries } from './samplesRead';

const MINUTE_MS = 60_000;

/** How far samples of roll-ups are apart; all other recorded series have one a minute. */
const RECORDED_MS: Readonly<Record<string, number>> = {
  [METRICS.sliBadDelta5m]: 5 * MINUTE_MS,
  [METRICS.sliTotalDelta5m]: 5 * MINUTE_MS,
  [METRICS.sliBadDelta1h]: 60 * MINUTE_MS,
  [METRICS.sliTotalDelta1h]: 60 * MINUTE_MS,
};

/** What the rules of an SLO cost: samples that Prometheus reads for them, from the series that there are. */
export const costOfRules: LintRule = subject => {
  const { inspection, slo } = subject;
  const { total, events, scrapeIntervalMs } = inspection;
  if (!total.series || events.series === undefined || !scrapeIntervalMs) {
    return [];
  }
  const perMinute = samplesPerMinute(subject, {
    total: total.series,
    events: events.series,
    intervalMs: scrapeIntervalMs,
  });
  const raw = total.series + events.series;
  return [
    findingOn(subject, {
      severity: 'info',
      code: 'evaluation-cost',
      property: 'sli',
      summary: `The rules of ${slo.name} read about ${figure(
        Math.round(perMinute),
      )} samples a minute.`,
      detail: `It counts ${figure(raw)} series, scraped about every ${figure(
        scrapeIntervalMs / 1000,
      )} s. With their number only the rules of the tiles grow; windows are read from what those recorded.`,
    }),
  ];
};

function samplesPerMinute(
  { spec, slo, context }: LintSubject,
  counters: {
    readonly total: number;
    readonly events: number;
    readonly intervalMs: number;
  },
): number {
  const { rules } = serviceRules(spec, { ...context, slos: [slo] });
  const stored = storedBy(slo.sli, counters);
  const groups = rules.flatMap(each => each.groups);
  return groups.reduce((sum, group) => {
    const samples = group.rules.reduce(
      (all, { expression }) => all + samplesRead(expression, stored),
      0,
    );
    return sum + (samples * MINUTE_MS) / group.intervalMs;
  }, 0);
}

function storedBy(
  sli: LintSubject['slo']['sli'],
  counters: {
    readonly total: number;
    readonly events: number;
    readonly intervalMs: number;
  },
): (selector: VectorSelectorNode) => StoredSeries {
  const { total, bad, good } = sampleSelectors(sli);
  const { intervalMs } = counters;
  const raw = new Map<string, number>([[print(total), counters.total]]);
  const part = bad ?? good;
  if (part) {
    raw.set(print(part), counters.events);
  }
  return selector => {
    const series = raw.get(print(selector));
    return series === undefined
      ? {
          series: 1,
          intervalMs: RECORDED_MS[selector.metric ?? ''] ?? MINUTE_MS,
        }
      : { series, intervalMs };
  };
}
