import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { openMetricsText, RangeSeries } from '../prometheus/series';
import { inSteps, TimedRule } from './ruleFile';

/** Evaluations asked for at once: a day of minutes. */
const POINTS = 1440;

/** The first whole interval at or after a time. */
function aligned(timeMs: number, intervalMs: number): number {
  return Math.ceil(timeMs / intervalMs) * intervalMs;
}

function recordedText(
  { record, labels }: TimedRule,
  series: readonly RangeSeries[],
): string {
  return series
    .map(({ metric, values }) =>
      openMetricsText(record, { ...metric, ...labels }, values),
    )
    .join('');
}

/**
 * Evaluates recording rules over a range as their groups would have done, and stores what they give, so that rules
 * find what other rules recorded. `promtool tsdb create-blocks-from rules` does the same for rules that do not read
 * each other.
 */
export async function recordHistory(
  server: BenchPrometheus,
  rules: readonly TimedRule[],
  range: { readonly startMs: number; readonly endMs: number },
  tell: (message: string) => void,
): Promise<void> {
  for (const step of inSteps(rules)) {
    const texts: string[] = [];
    for (const rule of step) {
      const { intervalMs } = rule;
      const series = await server.queryRange(
        rule.expr,
        {
          startMs: aligned(range.startMs, intervalMs),
          endMs: range.endMs,
          stepMs: intervalMs,
        },
        POINTS,
      );
      texts.push(recordedText(rule, series));
    }
    const names = new Set(step.map(({ record }) => record));
    tell(`recorded ${[...names].join(', ')}`);
    await server.add(texts);
  }
}
