import {
  aggregate,
  call,
  Expression,
  matcher,
  MatrixSelectorNode,
  parse,
  print,
  rangeSelector,
  selector,
} from '../../promql';
import { visit } from '../../promql/references';
import { unitMsOf } from '../../sli/userExpression/latency';

const BUCKET = /_bucket$/;
/** Series of a histogram, behind its name. */
const PART = /_(?:bucket|sum|count)$/;
const RATES = ['rate', 'increase', 'irate'];

/**
 * What a quantile is compared with a threshold for, said in events: `histogram_quantile(0.95, … x_bucket …)` against
 * 500 ms is the events of `x` up to 500 ms, of all of them. Absent where the query is nothing of the kind.
 */
export function latencyQueries(
  query: string,
  thresholdMs: number,
): { readonly good: string; readonly total: string } | undefined {
  const { expression } = parse(query);
  const range = expression && bucketOf(expression);
  const metric = range?.selector.metric;
  if (range === undefined || metric === undefined || !BUCKET.test(metric)) {
    return undefined;
  }
  const base = metric.replace(BUCKET, '');
  const unitMs = unitMsOf(base);
  if (unitMs === undefined) {
    return undefined;
  }
  const bound = Number((thresholdMs / unitMs).toPrecision(15));
  const matchers = range.selector.matchers.filter(
    ({ label }) => label !== 'le',
  );
  const sumOf = (name: string, le?: string) =>
    print(
      aggregate(
        'sum',
        call(
          'rate',
          rangeSelector(
            selector(name, [
              ...matchers,
              ...(le === undefined ? [] : [matcher('le', '=', le)]),
            ]),
            range.rangeMs,
          ),
        ),
      ),
    );
  return { good: sumOf(metric, String(bound)), total: sumOf(`${base}_count`) };
}

/**
 * Milliseconds of one unit of what a query gives, as the names of its metrics tell; factors around it count. Undefined
 * where they tell none or several, or where numbers inside of it change it.
 */
export function queryUnitMs(query: string): number | undefined {
  const { expression } = parse(query);
  if (expression === undefined) {
    return undefined;
  }
  const outer = scalingOf(expression);
  const units = new Set<number | undefined>();
  visit(outer?.inner ?? expression, node => {
    if (node.kind === 'vectorSelector') {
      units.add(unitMsOf((node.metric ?? '').replace(PART, '')));
    } else if (scalingOf(node)) {
      units.add(undefined);
    }
  });
  const [unitMs] = units;
  return units.size === 1 && unitMs !== undefined
    ? unitMs / (outer?.factor ?? 1)
    : undefined;
}

/** What is multiplied with a number, or divided by one. */
function scalingOf(
  node: Expression,
): { readonly inner: Expression; readonly factor: number } | undefined {
  if (node.kind !== 'binary') {
    return undefined;
  }
  const { op, left, right } = node;
  if (op === '*' && left.kind === 'number' && left.value > 0) {
    return { inner: right, factor: left.value };
  }
  if (
    right.kind === 'number' &&
    right.value > 0 &&
    (op === '*' || op === '/')
  ) {
    const factor = op === '*' ? right.value : 1 / right.value;
    return { inner: left, factor };
  }
  return undefined;
}

/** The buckets that a quantile is taken of, through sums and rates. */
function bucketOf(expression: Expression): MatrixSelectorNode | undefined {
  if (expression.kind !== 'call') {
    return undefined;
  }
  const { name, args } = expression;
  if (name !== 'histogram_quantile') {
    return undefined;
  }
  const [, of] = args;
  const inner = of.kind === 'aggregate' && of.op === 'sum' ? of.expression : of;
  const isRate = inner.kind === 'call' && RATES.includes(inner.name);
  const [range] = isRate ? inner.args : [];
  return range?.kind === 'matrixSelector' ? range : undefined;
}
