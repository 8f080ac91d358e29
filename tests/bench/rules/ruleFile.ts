import { parse } from 'yaml';

type Labels = Readonly<Record<string, string>>;

export interface RecordRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Labels;
}

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly (RecordRule | AlertRule)[];
}

/** A recording rule, and how often its group is evaluated. */
export interface TimedRule extends RecordRule {
  readonly intervalMs: number;
}

/** What is read of a rule file: everything about rules is taken from the file, as Prometheus does. */
export function readRuleGroups(text: string): readonly RuleGroup[] {
  return (parse(text) as { groups: RuleGroup[] }).groups;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A duration of PromQL such as `1h30m`, in milliseconds. */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|[smhdw])/g)];
  if (parts.map(([all]) => all).join('') !== text || text === '') {
    throw new Error(`Not a duration: ${text}`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS_MS[unit],
    0,
  );
}

export function isRecord(rule: RecordRule | AlertRule): rule is RecordRule {
  return 'record' in rule;
}

/** All recording rules of some groups. */
export function recordRules(groups: readonly RuleGroup[]): TimedRule[] {
  return groups.flatMap(({ interval, rules }) =>
    rules
      .filter(isRecord)
      .map(rule => ({ ...rule, intervalMs: durationMs(interval) })),
  );
}

/** All alerting rules of some groups. */
export function alertRules(groups: readonly RuleGroup[]): AlertRule[] {
  return groups.flatMap(({ rules }) =>
    rules.filter((rule): rule is AlertRule => 'alert' in rule),
  );
}

/** Names of series in an expression, among others; enough to tell what a rule may read. */
function namesIn(expression: string): ReadonlySet<string> {
  return new Set(expression.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? []);
}

/** The rules in steps: those of each read only what earlier ones recorded. */
export function inSteps(rules: readonly TimedRule[]): TimedRule[][] {
  const steps: TimedRule[][] = [];
  let left = rules;
  while (left.length > 0) {
    const open = new Set(left.map(({ record }) => record));
    const ready = left.filter(
      ({ expr }) => ![...namesIn(expr)].some(name => open.has(name)),
    );
    if (ready.length === 0) {
      throw new Error(`Rules read each other: ${[...open].join(', ')}`);
    }
    steps.push(ready);
    left = left.filter(rule => !ready.includes(rule));
  }
  return steps;
}
