import {
  Diagnostic,
  Selector,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found, readFields } from '../../spec/specFile/readFields';
import { readCounterQuery } from './counterQuery';
import { latencySli } from './latencySli';
import { OpenSloFile } from './references';
import {
  metricRules,
  metricSourceRules,
  queryRules,
  ratioRules,
  sliRules,
} from './rules';
import { notSupported } from './notSupported';

/** An SLI that the model can hold; absent when it cannot, and the findings say why. */
export interface IndicatorReading {
  readonly sli?: Sli;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the `spec` of an SLI, inline or referred to. */
export function readIndicator(
  at: Cursor,
  file: OpenSloFile,
  serviceLabel: string,
): IndicatorReading {
  const { fields, diagnostics } = readFields(at, sliRules);
  const { thresholdMetric, ratioMetric } = fields;
  if (thresholdMetric) {
    diagnostics.push(
      notSupported(
        thresholdMetric.at,
        'A thresholdMetric is not supported: a gauge has no events to count.',
      ),
    );
  }
  if (!ratioMetric) {
    return {
      diagnostics: [
        ...diagnostics,
        ...(thresholdMetric ? [] : [missing(at, 'ratioMetric')]),
      ],
    };
  }
  const ratio = readRatio(ratioMetric.at, file, serviceLabel);
  return {
    ...(ratio.sli && !thresholdMetric && { sli: ratio.sli }),
    diagnostics: [...diagnostics, ...ratio.diagnostics],
  };
}

function readRatio(
  at: Cursor,
  file: OpenSloFile,
  serviceLabel: string,
): IndicatorReading {
  const { fields, diagnostics } = readFields(at, ratioRules);
  const { good, bad, total, raw, counter } = fields;
  if (raw) {
    const raws = notSupported(
      raw.at,
      'A raw ratio is not supported: it has no events to count.',
    );
    return { diagnostics: [...diagnostics, raws] };
  }
  if (!total || (!good && !bad)) {
    const field = total ? 'good or bad' : 'total';
    return { diagnostics: [...diagnostics, missing(at, field)] };
  }
  if (good && bad) {
    return { diagnostics: [...diagnostics, goodAndBad(bad)] };
  }
  const part = good ?? bad;
  const context = { file, serviceLabel, counter: counter?.value };
  const all = readMetric(total.at, context);
  const some = readMetric((part ?? total).at, context);
  diagnostics.push(...some.diagnostics, ...all.diagnostics);
  if (!all.selector || !some.selector) {
    return { diagnostics };
  }
  return {
    sli: sliOf(good ? 'good' : 'bad', some.selector, all.selector),
    diagnostics,
  };
}

function sliOf(part: 'good' | 'bad', events: Selector, total: Selector): Sli {
  const latency = part === 'good' ? latencySli(events, total) : undefined;
  return latency ?? { kind: 'ratio', total, [part]: events, groupBy: [] };
}

interface MetricContext {
  readonly file: OpenSloFile;
  readonly serviceLabel: string;
  readonly counter: boolean | undefined;
}

interface MetricReading {
  readonly selector?: Selector;
  readonly diagnostics: readonly Diagnostic[];
}

function readMetric(at: Cursor, context: MetricContext): MetricReading {
  const metric = readFields(at, metricRules);
  if (!metric.fields.metricSource) {
    return {
      diagnostics: [...metric.diagnostics, missing(at, 'metricSource')],
    };
  }
  const source = readSource(metric.fields.metricSource.at, context.file);
  const diagnostics = [...metric.diagnostics, ...source.diagnostics];
  if (!source.query) {
    return { diagnostics };
  }
  const read = selectorOf(source.query, context);
  return { ...read, diagnostics: [...diagnostics, ...read.diagnostics] };
}

function readSource(
  at: Cursor,
  file: OpenSloFile,
): {
  readonly query?: Found<string>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { fields, diagnostics } = readFields(at, metricSourceRules);
  const { metricSourceRef, type, spec } = fields;
  const referred =
    metricSourceRef && file.find('DataSource', metricSourceRef.value);
  if (metricSourceRef && !referred) {
    diagnostics.push(unknownSource(metricSourceRef));
  }
  const typeAt = type?.at ?? referred?.at.child('spec').child('type');
  const typeName = typeAt?.value;
  if (typeName === undefined && !metricSourceRef) {
    diagnostics.push(typeAssumed(at));
  }
  if (typeAt && typeName !== undefined && !isPrometheus(typeName)) {
    diagnostics.push(
      notSupported(
        at.child('type'),
        `Metrics of ${quote(
          typeName,
        )} are not supported: queries are read from Prometheus.`,
      ),
    );
    return { diagnostics };
  }
  if (!spec) {
    return { diagnostics: [...diagnostics, missing(at, 'spec')] };
  }
  const query = readFields(spec.at, queryRules);
  diagnostics.push(...query.diagnostics);
  if (spec.at.child('query').value === undefined) {
    diagnostics.push(missing(spec.at, 'query'));
  }
  return {
    ...(query.fields.query && { query: query.fields.query }),
    diagnostics,
  };
}

function isPrometheus(type: unknown): boolean {
  return typeof type === 'string' && type.toLowerCase() === 'prometheus';
}

function selectorOf(
  { value, at }: Found<string>,
  { counter, serviceLabel }: MetricContext,
): MetricReading {
  const read = readCounterQuery(value);
  if ('problem' in read) {
    return {
      diagnostics: [
        notSupported(at, `The query is not supported: ${read.problem}.`),
      ],
    };
  }
  const { selector, rated } = read;
  if (counter === false && !rated) {
    return {
      diagnostics: [
        notSupported(
          at,
          'The query is not supported: its series are said to be no counters (counter: false).',
        ),
      ],
    };
  }
  const scoped = selector.matchers.some(({ label }) => label === serviceLabel);
  return {
    selector,
    diagnostics: scoped ? [] : [withoutService(at, serviceLabel)],
  };
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

function missing(at: Cursor, field: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: `There is no ${field} here.`,
    detail: `The SLO is left out. Add ${field}.`,
  });
}

function goodAndBad({ at }: Found<unknown>): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'openslo-good-and-bad',
    summary: 'Both good and bad events are given.',
    detail:
      'The SLO is left out: with both, one of them could be wrong. Keep one.',
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
