import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { textOf } from '../../spec/reading';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found, readFields } from '../../spec/specFile/readFields';
import { notSupported } from './notSupported';
import { OpenSloFile } from './references';
import { metricRules, metricSourceRules, queryRules } from './rules';

/** The query of a metric; absent when it is not one of Prometheus. */
export interface MetricReading {
  readonly query?: Found<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `good`, `bad`, `total` or `raw`. */
export function readMetric(at: Cursor, file: OpenSloFile): MetricReading {
  const { fields, diagnostics } = readFields(at, metricRules);
  if (!fields.metricSource) {
    return { diagnostics: [...diagnostics, missing(at, 'metricSource')] };
  }
  const source = readSource(fields.metricSource.at, file);
  return { ...source, diagnostics: [...diagnostics, ...source.diagnostics] };
}

function readSource(at: Cursor, file: OpenSloFile): MetricReading {
  const { fields, diagnostics } = readFields(at, metricSourceRules);
  const type = typeOf(at, fields.metricSourceRef, fields.type, file);
  diagnostics.push(...type.diagnostics);
  if (!type.prometheus) {
    return { diagnostics };
  }
  const { spec } = fields;
  if (!spec) {
    return { diagnostics: [...diagnostics, missing(at, 'spec')] };
  }
  const read = readFields(spec.at, queryRules);
  diagnostics.push(...read.diagnostics);
  if (spec.at.child('query').value === undefined) {
    diagnostics.push(missing(spec.at, 'query'));
  }
  const { query } = read.fields;
  return { ...(query && { query }), diagnostics };
}

/** Whether the metric is one of Prometheus, by its own type or that of the data source that it names. */
function typeOf(
  at: Cursor,
  ref: Found<string> | undefined,
  type: Found<string> | undefined,
  file: OpenSloFile,
): {
  readonly prometheus: boolean;
  readonly diagnostics: readonly Diagnostic[];
} {
  const referred = ref && file.find('DataSource', ref.value);
  const name = type?.value ?? referred?.at.child('spec').child('type').value;
  if (name !== undefined && textOf(name).toLowerCase() !== 'prometheus') {
    const other = notSupported(
      at.child('type'),
      `Metrics of ${quote(
        name,
      )} are not supported: queries are read from Prometheus.`,
    );
    return { prometheus: false, diagnostics: [other] };
  }
  if (ref && !referred) {
    return { prometheus: true, diagnostics: [unknownSource(ref)] };
  }
  return {
    prometheus: true,
    diagnostics: name === undefined && !ref ? [typeAssumed(at)] : [],
  };
}

function missing(at: Cursor, field: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: `There is no ${field} here.`,
    detail: `The SLO is left out. Add ${field}.`,
  });
}

function unknownSource({ value, at }: Found<string>): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-unknown-reference',
    summary: `There is no DataSource ${quote(value)} in this file.`,
    detail:
      "It is taken for Prometheus. The figures come from the service's own data source, whatever is named here.",
  });
}

function typeAssumed(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'missing-field',
    summary: 'The metric source has neither type nor metricSourceRef.',
    detail: 'It is taken for Prometheus. Add type: Prometheus.',
  });
}
