import { Expression, metricsIn, parse, selectorsIn } from '../../../promql';
import { visit } from '../../../promql/references';
import { RuleGroupText, RuleTestText, RuleText } from './ruleFiles';

/** What a text of ours means; throws where it means nothing. */
export function parseExpression(text: string): Expression {
  const { expression, diagnostics } = parse(text);
  if (!expression) {
    throw new Error(`${text}: ${JSON.stringify(diagnostics)}`);
  }
  return expression;
}

/** Names of what an expression looks at: metrics, and alerts of which it asks whether they fire. */
function namesIn(expression: Expression): readonly string[] {
  const alerts = selectorsIn(expression)
    .filter(({ metric }) => metric === 'ALERTS')
    .flatMap(({ matchers }) =>
      matchers.filter(({ label }) => label === 'alertname'),
    );
  return [...metricsIn(expression), ...alerts.map(({ value }) => value)];
}

/** Whether samples can come of it although it looks at no series that has any. */
function comesOfNothing(expression: Expression): boolean {
  let found = selectorsIn(expression).length === 0;
  visit(expression, node => {
    if (node.kind === 'call') {
      const { name, args } = node;
      found ||= /^(vector|absent)/.test(name) || args.length === 0;
    }
  });
  return found;
}

interface Rule {
  readonly text: RuleText;
  readonly names: readonly string[];
  readonly reads: readonly string[];
  readonly comesOfNothing: boolean;
}

function ruleOf(text: RuleText): Rule {
  const expression = parseExpression(text.expr);
  return {
    text,
    names: 'record' in text ? [text.record] : [text.alert, 'ALERTS'],
    reads: namesIn(expression),
    comesOfNothing: comesOfNothing(expression),
  };
}

/** The rules that are taken when each one that is adds names by which others are. */
function closure(
  rules: readonly Rule[],
  names: Set<string>,
  isTaken: (rule: Rule) => boolean,
  namesOf: (rule: Rule) => readonly string[],
): readonly Rule[] {
  const taken = new Set<Rule>();
  for (let before = -1; before < taken.size; ) {
    before = taken.size;
    for (const rule of rules.filter(isTaken)) {
      taken.add(rule);
      namesOf(rule).forEach(name => names.add(name));
    }
  }
  return rules.filter(rule => taken.has(rule));
}

/** Whether rules look at nothing that a rule records, so that what they give does not depend on what they gave before. */
export function areIndependent(groups: readonly RuleGroupText[]): boolean {
  const rules = groups.flatMap(group => group.rules.map(ruleOf));
  const recorded = new Set(rules.flatMap(({ names }) => names));
  return rules.every(
    ({ text, reads }) =>
      'record' in text && !reads.some(name => recorded.has(name)),
  );
}

/**
 * The rules that decide the outcome of a test: those that record what it asks for, or what they are made of. One that
 * looks only at series without samples records nothing, whatever it says.
 */
export function neededRules(
  groups: readonly RuleGroupText[],
  { input_series, promql_expr_test }: RuleTestText,
): readonly RuleGroupText[] {
  const rules = groups.flatMap(group => group.rules.map(ruleOf));
  const withSamples = new Set(
    input_series.flatMap(({ series }) => metricsIn(parseExpression(series))),
  );
  const recording = closure(
    rules,
    withSamples,
    rule =>
      rule.comesOfNothing || rule.reads.some(name => withSamples.has(name)),
    ({ names }) => names,
  );
  const asked = new Set(
    promql_expr_test.flatMap(({ expr }) => namesIn(parseExpression(expr))),
  );
  const needed = closure(
    recording,
    asked,
    ({ names: [name] }) => asked.has(name),
    ({ reads }) => reads,
  ).map(({ text }) => text);
  return groups
    .map(group => ({
      ...group,
      rules: group.rules.filter(rule => needed.includes(rule)),
    }))
    .filter(group => group.rules.length > 0);
}
