import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { textOf } from '../../reading';
import { Cursor, findingAt } from '../../specFile/cursor';
import { bucketIndicator } from '../indicators';
import { queryUnitMs } from '../latencyQueries';
import { notMeasured } from '../notes';
import { firstOf } from '../sections';
import { SloParts } from '../sloParts';
import { isGiven, told } from '../told';
import {
  gaugeSlo,
  nothing,
  preset,
  SloPromise,
  SloTranslation,
  withIndicator,
} from './builtSlo';

const SECOND_MS = 1000;

/** An SLO on a latency: of the usual events, of a quantile told in events, or of a figure that is judged. */
export function latencySlo(
  parts: SloParts,
  promise: SloPromise,
): SloTranslation {
  const { indicator } = promise;
  const { at: query, diagnostics } = firstOf(
    ['latency_query', 'query'].map(field => indicator.child(field)),
  );
  const limit = indicator.child('threshold_ms');
  const thresholdMs = limit.value;
  const usable =
    typeof thresholdMs === 'number' &&
    Number.isFinite(thresholdMs) &&
    thresholdMs > 0;
  if (!usable) {
    return nothing([
      isGiven(limit)
        ? noThreshold(limit)
        : notMeasured(
            parts.at,
            'The latency',
            'The indicator has no threshold_ms, such as 500.',
          ),
    ]);
  }
  if (query === undefined) {
    return preset(parts, promise, 'latency', told(`${thresholdMs}ms`, limit));
  }
  const buckets = bucketIndicator(indicator, query, thresholdMs);
  const read = buckets
    ? withIndicator(parts, promise, buckets)
    : gaugeLatency(parts, promise, query, { limit, thresholdMs });
  return { ...read, diagnostics: [...diagnostics, ...read.diagnostics] };
}

/** The finding on a threshold that is none. */
export function noThreshold(limit: Cursor): Diagnostic {
  return findingAt(limit.place(), {
    severity: 'error',
    code: 'invalid-threshold',
    summary: `${quote(limit.value)} is not a number of milliseconds above 0.`,
    detail: 'It is not used. Write threshold_ms: 500.',
  });
}

/** A latency that is judged, in the unit that the names of its metrics tell. */
function gaugeLatency(
  parts: SloParts,
  promise: SloPromise,
  query: Cursor,
  {
    limit,
    thresholdMs,
  }: { readonly limit: Cursor; readonly thresholdMs: number },
): SloTranslation {
  const unitMs = queryUnitMs(textOf(query.value));
  const value = Number((thresholdMs / (unitMs ?? SECOND_MS)).toPrecision(15));
  const { diagnostics, ...slo } = gaugeSlo(
    parts,
    promise,
    query,
    told(value, limit),
  );
  return {
    ...slo,
    diagnostics:
      unitMs === undefined && slo.written.length > 0
        ? [...diagnostics, unitAssumed(query, value)]
        : diagnostics,
  };
}

function unitAssumed(query: Cursor, seconds: number): Diagnostic {
  return findingAt(query.place(), {
    severity: 'warning',
    code: 'unit-assumed',
    summary: `No name in the query tells its unit: it is read as seconds, and compared with ${seconds}.`,
    detail:
      'Name a metric that ends in its unit, such as _seconds or _milliseconds, or write an OpenSLO document with the value.',
  });
}
