import { Diagnostic, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found, readFields } from '../../spec/specFile/readFields';
import { notSupported } from './notSupported';
import { queriesSli, QueryTexts } from './queriesSli';
import { readMetric } from './readMetric';
import { OpenSloFile } from './references';
import { ratioRules, sliRules } from './rules';

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
    const gauge = notSupported(
      thresholdMetric.at,
      'A thresholdMetric is not supported: a gauge has no events to count.',
    );
    return { diagnostics: [...diagnostics, gauge] };
  }
  if (!ratioMetric) {
    return { diagnostics: [...diagnostics, missing(at, 'ratioMetric')] };
  }
  const ratio = readRatio(ratioMetric.at, file);
  diagnostics.push(...ratio.diagnostics);
  if (!ratio.queries) {
    return { diagnostics };
  }
  const read = queriesSli(ratio.queries, serviceLabel);
  return { ...read, diagnostics: [...diagnostics, ...read.diagnostics] };
}

interface RatioReading {
  readonly queries?: QueryTexts;
  readonly diagnostics: readonly Diagnostic[];
}

function readRatio(at: Cursor, file: OpenSloFile): RatioReading {
  const { fields, diagnostics } = readFields(at, ratioRules);
  const { good, bad, total, raw, counter } = fields;
  if (raw) {
    const read = readRaw(at, raw.at, fields.rawType, file);
    return { ...read, diagnostics: [...diagnostics, ...read.diagnostics] };
  }
  const part = good ?? bad;
  if (!total || !part) {
    const field = total ? 'good or bad' : 'total';
    return { diagnostics: [...diagnostics, missing(at, field)] };
  }
  if (good && bad) {
    return { diagnostics: [...diagnostics, goodAndBad(bad)] };
  }
  const some = readMetric(part.at, file);
  const all = readMetric(total.at, file);
  diagnostics.push(...some.diagnostics, ...all.diagnostics);
  return {
    ...(some.query &&
      all.query && {
        queries: {
          [good ? 'good' : 'bad']: some.query,
          total: all.query,
          ...(counter && { isCounter: counter.value }),
        },
      }),
    diagnostics,
  };
}

function readRaw(
  ratio: Cursor,
  raw: Cursor,
  rawType: Found<'success' | 'failure'> | undefined,
  file: OpenSloFile,
): RatioReading {
  if (rawType === undefined) {
    const absent = ratio.child('rawType').value === undefined;
    return { diagnostics: absent ? [missing(ratio, 'rawType')] : [] };
  }
  const { query, diagnostics } = readMetric(raw, file);
  const of = rawType.value === 'success' ? 'good' : 'bad';
  return {
    ...(query && { queries: { ratio: { query, of } } }),
    diagnostics,
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

function goodAndBad({ at }: Found<unknown>): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'openslo-good-and-bad',
    summary: 'Both good and bad events are given.',
    detail:
      'The SLO is left out: with both, one of them could be wrong. Keep one.',
  });
}
