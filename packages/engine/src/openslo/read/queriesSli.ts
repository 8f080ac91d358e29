import {
  CounterSli,
  Diagnostic,
  ExpressionSli,
  Selector,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression, print } from '../../promql';
import { ApproximateUserSli, classifyQueries, withWindow } from '../../sli';
import { countersOf } from '../../sli/sliCounters';
import { commonLabels } from '../../sli/userExpression/keptLabels';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found } from '../../spec/specFile/readFields';

/** The queries of an SLI, and where they stand. */
export interface QueryTexts {
  readonly good?: Found<string>;
  readonly bad?: Found<string>;
  readonly total?: Found<string>;
  readonly ratio?: {
    readonly query: Found<string>;
    readonly of: 'good' | 'bad';
  };
  readonly isCounter?: boolean;
}

/** A tile, which open windows are filled with. */
const TILE_MS = 60_000;

/** The SLI of queries: counted exactly where they can be, else evaluated as they are written, with the reason. */
export function queriesSli(
  queries: QueryTexts,
  serviceLabel: string,
): { readonly sli?: Sli; readonly diagnostics: readonly Diagnostic[] } {
  const { good, bad, total, ratio, isCounter } = queries;
  const { sli, diagnostics } = classifyQueries({
    ...(good && { good: good.value }),
    ...(bad && { bad: bad.value }),
    ...(total && { total: total.value }),
    ...(ratio && { ratio: { text: ratio.query.value, of: ratio.of } }),
    ...(isCounter !== undefined && { isCounter }),
  });
  const found = diagnostics.map(each => inDocument(each, queries));
  switch (sli?.kind) {
    case 'exact':
      return {
        sli: sli.sli,
        diagnostics: [
          ...found,
          ...(ratio ? [ratioCounted(ratio.query.at)] : []),
          ...unscoped(sli.sli, queries, serviceLabel),
        ],
      };
    case 'approximate':
      return { sli: expressionSli(sli), diagnostics: found };
    default:
      return { diagnostics: found };
  }
}

/** Where the query stands that a finding names. */
function queryAt(name: string, queries: QueryTexts): Cursor | undefined {
  const { good, bad, total, ratio } = queries;
  const named = { good, bad, total, ratio: ratio?.query }[name];
  return (named ?? ratio?.query ?? good ?? bad)?.at;
}

function within({ position }: Diagnostic): string {
  return position
    ? ` (line ${position.line}, column ${position.column} of the query)`
    : '';
}

/** A finding on the text of a query, told where the query stands. */
function inDocument(diagnostic: Diagnostic, queries: QueryTexts): Diagnostic {
  const { path } = diagnostic;
  return {
    ...diagnostic,
    summary: `${diagnostic.summary}${within(diagnostic)}`,
    ...queryAt(path, queries)?.place(),
  };
}

function expressionSli({
  reason,
  ratio,
  good,
  bad,
  total,
}: ApproximateUserSli): ExpressionSli {
  const text = (expression: Expression) =>
    print(withWindow(expression, TILE_MS));
  const part = good ?? bad;
  const given = [ratio?.expression, part, total].filter(
    each => each !== undefined,
  );
  return {
    kind: 'expression',
    of: ratio?.of ?? (good ? 'good' : 'bad'),
    ...(ratio && { ratio: text(ratio.expression) }),
    ...(part && { part: text(part) }),
    ...(total && { total: text(total) }),
    reason,
    groupBy: commonLabels(given) ?? [],
  };
}

/** A raw ratio would be approximate, were it evaluated. */
function ratioCounted(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'info',
    code: 'raw-ratio-counted',
    summary: 'The ratio is counted from its two counters, which is exact.',
    detail:
      'It is not evaluated as it is written: its windows and what guards it against dividing by nothing are not used.',
  });
}

/** Selectors that may choose the series of other services. */
function unscoped(
  sli: CounterSli,
  queries: QueryTexts,
  serviceLabel: string,
): readonly Diagnostic[] {
  const { events, part, total } = countersOf(sli);
  const isScoped = ({ matchers }: Selector) =>
    matchers.some(({ label }) => label === serviceLabel);
  const counters = [
    [part, events.selector],
    ['total', total.selector],
  ] as const;
  const places = counters
    .filter(([, selector]) => !isScoped(selector))
    .map(([name]) => queryAt(name, queries));
  return [...new Set(places)].flatMap(at =>
    at ? [withoutService(at, serviceLabel)] : [],
  );
}

function withoutService(at: Cursor, serviceLabel: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'selector-without-service',
    summary: `The query does not choose a service by the label ${serviceLabel}.`,
    detail:
      'It is used as it is, and may count the events of other services. Add a matcher if it should not.',
  });
}
