import {
  Expression,
  parse,
  selectorsIn,
  VectorSelectorNode,
} from '../../../promql';
import { visit } from '../../../promql/references';
import { RuleGroupText, RuleTestText, RuleText } from './ruleFiles';

/** The same texts are asked for by each of many tests. */
const meanings = new Map<string, Expression>();

/** What a text of ours means; throws where it means nothing. */
export function parseExpression(text: string): Expression {
  const known = meanings.get(text);
  if (known) {
    return known;
  }
  const { expression, diagnostics } = parse(text);
  if (!expression) {
    throw new Error(`${text}: ${JSON.stringify(diagnostics)}`);
  }
  meanings.set(text, expression);
  return expression;
}

/** Values that a label can have, by its name. Of others nothing is known. */
type Labels = ReadonlyMap<string, readonly string[]>;

/** A metric, or an alert of which is asked whether it fires. */
interface Labelled {
  readonly name: string;
  readonly labels: Labels;
}

function labelsOf({ matchers }: VectorSelectorNode): Labels {
  return new Map(
    matchers
      .filter(
        ({ op, value }) =>
          op === '=' || (op === '=~' && /^[\w-]+(\|[\w-]+)*$/.test(value)),
      )
      .map(({ label, op, value }) => [
        label,
        op === '=' ? [value] : value.split('|'),
      ]),
  );
}

/** What an expression looks at. */
function readingsIn(expression: Expression): readonly Labelled[] {
  return selectorsIn(expression).flatMap(selector => {
    const labels = labelsOf(selector);
    const alerts =
      selector.metric === 'ALERTS' ? labels.get('alertname') : undefined;
    const names = alerts ?? [selector.metric];
    return names.flatMap(name => (name === undefined ? [] : { name, labels }));
  });
}

/** Whether this is, for all that is known, among what is looked at. */
function isSeen(given: Labelled, reading: Labelled): boolean {
  return (
    given.name === reading.name &&
    [...given.labels].every(([label, values]) =>
      values.some(value => reading.labels.get(label)?.includes(value) ?? true),
    )
  );
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
  readonly gives: readonly Labelled[];
  readonly reads: readonly Labelled[];
  readonly comesOfNothing: boolean;
}

function ruleOf(text: RuleText): Rule {
  const expression = parseExpression(text.expr);
  const names = 'record' in text ? [text.record] : [text.alert, 'ALERTS'];
  const labels = Object.entries(text.labels ?? {})
    .filter(([, value]) => !value.includes('{{'))
    .map(([label, value]) => [label, [value]] as const);
  return {
    text,
    gives: names.map(name => ({ name, labels: new Map(labels) })),
    reads: readingsIn(expression),
    comesOfNothing: comesOfNothing(expression),
  };
}

/** The rules that are taken when each one that is adds something by which others are. */
function closure(
  rules: readonly Rule[],
  known: readonly Labelled[],
  isTaken: (rule: Rule, all: readonly Labelled[]) => boolean,
  addedBy: (rule: Rule) => readonly Labelled[],
): readonly Rule[] {
  const all = [...known];
  const taken = new Set<Rule>();
  for (let before = -1; before < taken.size; ) {
    before = taken.size;
    for (const rule of rules) {
      if (!taken.has(rule) && isTaken(rule, all)) {
        taken.add(rule);
        all.push(...addedBy(rule));
      }
    }
  }
  return rules.filter(rule => taken.has(rule));
}

function rulesOf(groups: readonly RuleGroupText[]): readonly Rule[] {
  return groups.flatMap(group => group.rules.map(ruleOf));
}

/** Whether a rule gives the same whatever it gave before. */
export function isForgetful(rule: RuleText): boolean {
  return 'record' in rule || rule.for === undefined;
}

/** Whether rules look at nothing that a rule records, so that what they give does not depend on what they gave before. */
export function areIndependent(groups: readonly RuleGroupText[]): boolean {
  const rules = rulesOf(groups);
  const given = new Set(
    rules.flatMap(({ gives }) => gives.map(({ name }) => name)),
  );
  return rules.every(
    ({ text, reads }) =>
      isForgetful(text) && !reads.some(({ name }) => given.has(name)),
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
  const recording = closure(
    rulesOf(groups),
    input_series.flatMap(({ series }) => readingsIn(parseExpression(series))),
    ({ reads, comesOfNothing: isAlways }, withSamples) =>
      isAlways ||
      reads.some(reading => withSamples.some(given => isSeen(given, reading))),
    ({ gives }) => gives,
  );
  const needed = closure(
    recording,
    promql_expr_test.flatMap(({ expr }) => readingsIn(parseExpression(expr))),
    ({ gives }, asked) =>
      gives.some(given => asked.some(reading => isSeen(given, reading))),
    ({ reads }) => reads,
  ).map(({ text }) => text);
  return groups
    .map(group => ({
      ...group,
      rules: group.rules.filter(rule => needed.includes(rule)),
    }))
    .filter(group => group.rules.length > 0);
}
