import { Expression, VectorSelectorNode } from './expression';

function innerOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'placeholder':
    case 'vectorSelector':
      return [];
    case 'matrixSelector':
      return [expression.selector];
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return expression.args;
    case 'aggregate':
      return expression.parameter
        ? [expression.parameter, expression.expression]
        : [expression.expression];
    default:
      return [expression.expression];
  }
}

function labelsOfNode(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'vectorSelector':
      return expression.matchers.map(({ label }) => label);
    case 'aggregate':
      return expression.grouping?.labels ?? [];
    case 'binary': {
      const { labels = [], group } = expression.matching ?? {};
      return [...labels, ...(group?.include ?? [])];
    }
    default:
      return [];
  }
}

/** Reports a node and all that it is made of, in the order of the text. */
export function visit(
  expression: Expression,
  report: (node: Expression) => void,
): void {
  report(expression);
  innerOf(expression).forEach(inner => visit(inner, report));
}

/**
 * Every vector selector, in the order of the text.
 *
 * @public
 */
export function selectorsIn(expression: Expression): VectorSelectorNode[] {
  const found: VectorSelectorNode[] = [];
  visit(expression, node => {
    if (node.kind === 'vectorSelector') {
      found.push(node);
    }
  });
  return found;
}

/**
 * Names of the metrics that are read, without repeats, sorted. A selector that chooses its metric by a pattern
 * has no name and is left out.
 *
 * @public
 */
export function metricsIn(expression: Expression): string[] {
  const names = selectorsIn(expression).flatMap(({ metric }) => metric ?? []);
  return [...new Set(names)].sort();
}

/**
 * Labels that matchers, groupings and joins name, without repeats, sorted.
 *
 * @public
 */
export function labelsIn(expression: Expression): string[] {
  const names = new Set<string>();
  visit(expression, node => {
    labelsOfNode(node).forEach(label => names.add(label));
  });
  return [...names].sort();
}
