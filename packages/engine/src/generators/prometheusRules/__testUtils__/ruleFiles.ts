import { parse } from 'yaml';

interface CommonRuleText {
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule as it stands in a file. */
export type RuleText =
  | (CommonRuleText & { readonly record: string })
  | (CommonRuleText & { readonly alert: string; readonly for?: string });

export interface RuleGroupText {
  readonly name: string;
  readonly rules: readonly RuleText[];
}

/** A test of rules as it stands in a file. */
export interface RuleTestText {
  readonly name: string;
  readonly input_series: readonly { readonly series: string }[];
  readonly promql_expr_test: readonly {
    readonly expr: string;
    readonly eval_time: string;
  }[];
}

/** What the generator makes, by path. */
export type RuleFiles = Readonly<Record<string, string>>;

export function readRules({
  'rules.yaml': text,
}: RuleFiles): readonly RuleGroupText[] {
  return parse(text).groups;
}

export function readRuleTests({ 'rules.test.yaml': text }: RuleFiles): {
  readonly tests: readonly RuleTestText[];
} {
  return parse(text);
}
