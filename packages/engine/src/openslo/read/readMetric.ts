import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found } from '../../spec/specFile/readFields';
import { ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { OpenSloMetric } from '../sli';
import { notSupported } from './leftOut';

const LONGEST_QUERY = 32_768;

/** The query of a metric; absent when it is not one of Prometheus. */
export interface MetricReading {
  readonly query?: Found<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the query of `good`, `bad`, `total`, `raw` or `thresholdMetric`. */
export function readMetric(
  metric: DeepPartial<OpenSloMetric>,
  at: Cursor,
  index: ObjectIndex,
): MetricReading {
  const source = at.child('metricSource');
  const { metricSourceRef, type, spec } = metric.metricSource ?? {};
  const other = type ?? typeOfSource(metricSourceRef, index);
  if (other !== undefined && other.toLowerCase() !== 'prometheus') {
    const summary = `Metrics of ${quote(
      other,
    )} are not supported: queries are read from Prometheus.`;
    return { diagnostics: [notSupported(source.child('type'), summary)] };
  }
  const queryAt = source.child('spec').child('query');
  const strange = Object.keys(spec ?? {}).filter(name => name !== 'query');
  const notes = strange.map(name => notRead(source.child('spec').child(name)));
  const query: unknown = spec?.query;
  if (query === undefined || query === null) {
    // that there is no metric source has been told
    return {
      diagnostics: metric.metricSource ? [...notes, noQuery(queryAt)] : notes,
    };
  }
  if (
    typeof query !== 'string' ||
    query === '' ||
    query.length > LONGEST_QUERY
  ) {
    return { diagnostics: [...notes, notAQuery(queryAt)] };
  }
  return { query: { value: query, at: queryAt }, diagnostics: notes };
}

function typeOfSource(
  name: string | undefined,
  index: ObjectIndex,
): string | undefined {
  const source =
    name === undefined ? undefined : index.find('DataSource', name);
  const type = source?.at.child('spec').child('type').value;
  return typeof type === 'string' ? type : undefined;
}

function noQuery(at: Cursor): Diagnostic {
  // as the format calls it that the SLO was written in
  const name = at.path.at(-1);
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: `There is no ${name} here.`,
    detail: `Add ${name}, in PromQL.`,
  });
}

function notAQuery(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-query',
    summary: `${quote(at.value)} is not a query.`,
    detail: 'Write PromQL, as a text.',
  });
}

function notRead(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'openslo-field-ignored',
    summary: `${quote(at.name)} means nothing to Prometheus.`,
    detail: 'It is not read: only the query is.',
  });
}
