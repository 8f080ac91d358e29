import {
  Diagnostic,
  Matcher,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { addMatchers } from './addMatchers';
import { Expression, SelectorMatcher, VectorSelectorNode } from './expression';
import { print } from './print';
import { selectorsIn, visit } from './references';
import { compilePattern } from './regex';

/**
 * An expression that reads only series with the given labels, or why there can be none. `expression` is absent
 * exactly when there is an error among the diagnostics.
 *
 * @public
 */
export interface EnforceResult {
  readonly expression?: Expression;
  readonly diagnostics: readonly Diagnostic[];
}

const ENFORCE_PROBLEMS = {
  'cannot-enforce': 'It cannot be said which series this reads.',
  'conflicting-matcher': 'A selector asks for series of another owner.',
  'label-rewritten': 'An enforced label is rewritten in the result.',
} as const;

function finding(
  code: keyof typeof ENFORCE_PROBLEMS,
  detail: string,
  position: SourcePosition | undefined,
): Diagnostic {
  return {
    severity: code === 'cannot-enforce' ? 'error' : 'warning',
    code,
    path: '',
    summary: ENFORCE_PROBLEMS[code],
    detail,
    ...(position && { position }),
  };
}

/** Values that one matcher demands and the other refuses; patterns are tried on plain values only. */
function contradicts(own: SelectorMatcher, enforced: Matcher): boolean {
  if (own.label !== enforced.label || own.placeholders) {
    return false;
  }
  if (enforced.op === '=') {
    return !accepts(own, enforced.value);
  }
  return own.op === '=' && !accepts(enforced, own.value);
}

function accepts({ op, value }: Matcher, text: string): boolean {
  const isPattern = op === '=~' || op === '!~';
  const matches = isPattern
    ? compilePattern(value)?.(text) ?? true
    : value === text;
  return matches === (op === '=' || op === '=~');
}

/** What makes it impossible to know an expression's series from its text. */
function obstacleOf(node: Expression): string | undefined {
  switch (node.kind) {
    case 'placeholder':
      return `${node.text} may stand for any query; write the query.`;
    case 'vectorSelector': {
      const open = node.matchers.find(
        ({ isPlaceholderLabel, placeholders = [] }) =>
          isPlaceholderLabel ||
          placeholders.some(({ text }) => /:raw\b/.test(text)),
      );
      return node.placeholders || open
        ? 'A variable may bring matchers of its own; write the name or label.'
        : undefined;
    }
    case 'call':
      return node.name === 'info'
        ? 'info also reads target_info, whose series cannot be chosen; join it with * on (…) group_left (…).'
        : undefined;
    default:
      return undefined;
  }
}

/** Which label a node writes into its result, apart from joins and groupings, which copy enforced values only. */
function writtenLabel(node: Expression): string | undefined {
  if (node.kind === 'aggregate' && node.op === 'count_values') {
    return node.parameter?.kind === 'string' ? node.parameter.value : undefined;
  }
  const target =
    node.kind === 'call' &&
    (node.name === 'label_replace' || node.name === 'label_join')
      ? node.args[1]
      : undefined;
  return target?.kind === 'string' ? target.value : undefined;
}

/**
 * The selectors of an expression that do not carry all the matchers, so that they could read other series.
 *
 * @public
 */
export function unscopedSelectors(
  expression: Expression,
  matchers: readonly Matcher[],
): VectorSelectorNode[] {
  return selectorsIn(expression).filter(({ matchers: own }) =>
    matchers.some(
      ({ label, op, value }) =>
        !own.some(
          each =>
            each.label === label &&
            each.op === op &&
            each.value === value &&
            !each.placeholders &&
            !each.isPlaceholderLabel,
        ),
    ),
  );
}

/**
 * The same expression over no series but those that meet the matchers, whatever it says itself. Matchers are added
 * and never replaced: a selector that asks for other series then finds none, which is reported, because `absent` of
 * it is always true. An expression whose series are not in its text is refused. A label that is rewritten afterwards
 * (`label_replace`) is reported: the result may then look like another owner's, though it is not.
 *
 * @public
 */
export function enforceMatchers(
  expression: Expression,
  matchers: readonly Matcher[],
  locate: (node: Expression) => SourcePosition | undefined = () => undefined,
): EnforceResult {
  const diagnostics: Diagnostic[] = [];
  visit(expression, node => {
    const obstacle = obstacleOf(node);
    if (obstacle !== undefined) {
      diagnostics.push(finding('cannot-enforce', obstacle, locate(node)));
    }
    const written = writtenLabel(node);
    if (matchers.some(({ label }) => label === written)) {
      diagnostics.push(
        finding(
          'label-rewritten',
          `${written} no longer names the owner of what is read; alerts would be routed by the new value.`,
          locate(node),
        ),
      );
    }
    if (node.kind === 'vectorSelector') {
      const own = node.matchers.find(each =>
        matchers.some(enforced => contradicts(each, enforced)),
      );
      if (own) {
        diagnostics.push(
          finding(
            'conflicting-matcher',
            `${print(
              node,
            )} finds nothing, and absent of it is always true; leave out its matcher on ${
              own.label
            }.`,
            locate(node),
          ),
        );
      }
    }
  });
  const isImpossible = diagnostics.some(({ severity }) => severity === 'error');
  return isImpossible
    ? { diagnostics }
    : { expression: addMatchers(expression, matchers), diagnostics };
}
