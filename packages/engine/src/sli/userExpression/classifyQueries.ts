import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression, parseTyped, TypedResult } from '../../promql';
import { APPROXIMATE_REASONS, Inexact } from './approximateReason';
import { countedRatio } from './countedRatio';
import { CountNote, eventCount } from './eventCount';
import { CountedRatio, exactSli } from './exactSli';
import { ApproximateUserSli, ClassifiedSli, UserQueries } from './userSli';
import { hasOpenWindow } from './withWindow';

const QUERY_NAMES = ['good', 'bad', 'total', 'ratio'] as const;
type QueryName = (typeof QUERY_NAMES)[number];
type Parsed = Partial<Record<QueryName, TypedResult>>;
type Expressions = Partial<Record<QueryName, Expression>>;

const NOTES: Readonly<Record<CountNote, string>> = {
  'not-summed': 'Its series are added up, as an SLO has one figure for all.',
  'without-ignored':
    'All its series are added up; to keep labels, name them with sum by (…).',
  'irate-counted':
    'All events are counted, not only those between the last two samples as irate does.',
};

function textOf(queries: UserQueries, name: QueryName): string | undefined {
  return name === 'ratio' ? queries.ratio?.text : queries[name];
}

function parseAll(queries: UserQueries): Parsed {
  const parsed: Parsed = {};
  for (const name of QUERY_NAMES) {
    const text = textOf(queries, name);
    if (text !== undefined) {
      parsed[name] = parseTyped(text, {
        placeholders: 'slo',
        allowed: ['scalar', 'instant vector'],
      });
    }
  }
  return parsed;
}

function missingQuery(
  { good, bad, total }: UserQueries,
  { ratio }: Parsed,
): Diagnostic | undefined {
  const parts = [good, bad].filter(each => each !== undefined).length;
  const isRatio = ratio && parts === 0 && total === undefined;
  const isPair = !ratio && parts === 1 && total !== undefined;
  return isRatio || isPair
    ? undefined
    : {
        severity: 'error',
        code: 'incomplete-sli',
        path: '',
        summary:
          'An SLI needs good or bad events and all events, or one ratio.',
        detail: 'Give exactly one of good and bad, and total; or only ratio.',
      };
}

function readRatio(
  expressions: Expressions,
  { ratio, isCounter }: UserQueries,
): CountedRatio {
  const options = { isCounter };
  const { good, bad, total } = expressions;
  if (expressions.ratio && ratio) {
    return countedRatio(expressions.ratio, ratio.of, options);
  }
  const part = good ?? bad;
  if (!part || !total) {
    throw new TypeError('queries are checked before they are read');
  }
  return {
    part: eventCount(part, options),
    of: good ? 'good' : 'bad',
    total: eventCount(total, options),
  };
}

function approximate(
  { reason }: Inexact,
  { good, bad, total, ratio }: Expressions,
  of: 'good' | 'bad' | undefined,
): ApproximateUserSli {
  const all = [good, bad, total, ratio].flatMap(each => each ?? []);
  return {
    kind: 'approximate',
    reason,
    ...(ratio && of && { ratio: { expression: ratio, of } }),
    ...(good && { good }),
    ...(bad && { bad }),
    ...(total && { total }),
    isWindowed: all.some(hasOpenWindow),
  };
}

/** In which query a node stands, and where in it. */
function placeOf(
  node: Expression,
  parsed: Parsed,
): Pick<Diagnostic, 'path' | 'position'> {
  for (const path of QUERY_NAMES) {
    const position = parsed[path]?.locate(node);
    if (position) {
      return { path, position };
    }
  }
  return { path: '' };
}

function approximateDiagnostic(
  { reason, node }: Inexact,
  parsed: Parsed,
): Diagnostic {
  return {
    severity: 'warning',
    code: 'approximate-sli',
    ...placeOf(node, parsed),
    summary: 'The SLI is evaluated as written, so its figures are estimates.',
    detail: `It cannot be counted exactly, because ${APPROXIMATE_REASONS[reason]}. Sums over rate(…), increase(…) or counters can.`,
  };
}

function noteDiagnostics(
  { part, total }: CountedRatio,
  parsed: Parsed,
): Diagnostic[] {
  return [part, total].flatMap(({ notes, node }) =>
    notes.map(note => ({
      severity: 'info' as const,
      code: `sli-${note}`,
      ...placeOf(node, parsed),
      summary: 'The SLI is read otherwise than it is written.',
      detail: NOTES[note],
    })),
  );
}

/**
 * Tells what a person's PromQL counts. Sums over counters, in whatever windows, become exact SLIs; what is left is
 * evaluated as written and called approximate, with the reason and where it stands. `or vector(0)`, `> 0`, clamps,
 * `1 − ratio` and `total − good` are understood. Text that Prometheus would refuse gives errors and no SLI.
 *
 * @public
 */
export function classifyQueries(queries: UserQueries): ClassifiedSli {
  const parsed = parseAll(queries);
  const found = QUERY_NAMES.flatMap(path =>
    (parsed[path]?.diagnostics ?? []).map(each => ({ ...each, path })),
  );
  const incomplete = missingQuery(queries, parsed);
  const diagnostics = incomplete ? [...found, incomplete] : found;
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    return { diagnostics };
  }
  const expressions: Expressions = {};
  for (const name of QUERY_NAMES) {
    expressions[name] = parsed[name]?.expression;
  }
  try {
    const ratio = readRatio(expressions, queries);
    const node = expressions.ratio ?? ratio.part.node;
    const sli = exactSli(ratio, node);
    return {
      sli: { kind: 'exact', sli },
      diagnostics: [...diagnostics, ...noteDiagnostics(ratio, parsed)],
    };
  } catch (error) {
    if (!(error instanceof Inexact)) {
      throw error;
    }
    return {
      sli: approximate(error, expressions, queries.ratio?.of),
      diagnostics: [...diagnostics, approximateDiagnostic(error, parsed)],
    };
  }
}
