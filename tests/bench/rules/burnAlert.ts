import { promql } from '@nthlayer/engine';
import { AlertRule, durationMs } from './ruleFile';

/** A burn alert as its expression says it. */
export interface BurnAlert {
  readonly longMs: number;
  readonly shortMs: number;
  readonly threshold: number;
  /** Fewest bad events in the long window; 0 for any number. */
  readonly minBadEvents: number;
}

/** Ranges over tiles end half a tile early, so that they hold exactly the tiles of the window. */
function windowMs(range: string): number {
  return Math.ceil(durationMs(range) / 60_000) * 60_000;
}

function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}

function unionOf(expression: promql.Expression): promql.Expression[] {
  return expression.kind === 'binary' && expression.op === 'or'
    ? [...unionOf(expression.left), ...unionOf(expression.right)]
    : [expression];
}

/** A rule of several levels, level by level; a rule of one as it is. */
export function burnLevels(rule: AlertRule): AlertRule[] {
  const { expression } = promql.parse(rule.expr);
  if (rule.alert !== 'NthLayerErrorBudgetBurn' || !expression) {
    return [];
  }
  return unionOf(expression).map(level => {
    if (level.kind !== 'call' || level.name !== 'label_replace') {
      return rule;
    }
    const [expr, , burn] = level.args;
    return {
      ...rule,
      expr: promql.print(expr),
      labels: {
        ...rule.labels,
        burn: burn.kind === 'string' ? burn.value : '',
      },
    };
  });
}

/** What a burn alert's expression compares with what. */
export function readBurnAlert(expression: string): BurnAlert {
  const windows = distinct(
    [...expression.matchAll(/\[(\w+)\]/g)].map(([, range]) => windowMs(range)),
  ).sort((a, b) => b - a);
  const thresholds = distinct(
    [...expression.matchAll(/ > ([\d.e-]+)/g)].map(([, value]) => value),
  );
  const floor = / >= (\d+)/.exec(expression);
  if (windows.length !== 2 || thresholds.length !== 1) {
    throw new Error(`Not a pair of windows: ${expression}`);
  }
  return {
    longMs: windows[0],
    shortMs: windows[1],
    threshold: Number(thresholds[0]),
    minBadEvents: Number(floor?.[1] ?? 0),
  };
}

/** How long a service must burn after it was healthy until the long window is above the threshold. */
export function firesAfterMs(
  { longMs, threshold }: BurnAlert,
  errorRatio: number,
): number {
  return (threshold * longMs) / errorRatio;
}

/** How long after a burn the short window is not above the threshold any more. */
export function endsAfterMs(
  { shortMs, threshold }: BurnAlert,
  errorRatio: number,
): number {
  return shortMs * (1 - threshold / errorRatio);
}

/** Error ratios to watch an alert at: multiples of its threshold, and a total outage. */
export function burnRatios({ threshold }: BurnAlert): readonly number[] {
  return [...[1.1, 2, 10].map(times => times * threshold), 1].map(ratio =>
    Number(ratio.toPrecision(6)),
  );
}
