import { Diagnostic, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../spec/specFile/cursor';
import { Found } from '../../spec/specFile/readFields';
import { ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { OpenSloRatioMetric, OpenSloSliSpec } from '../sli';
import { queriesSli, QueryTexts } from './queriesSli';
import { readMetric } from './readMetric';

/** What an SLI measures: events, or a value that each objective judges. Absent when it cannot be measured. */
export interface IndicatorReading {
  readonly sli?: Sli;
  /** PromQL of a thresholdMetric. */
  readonly threshold?: Found<string>;
  /** It stands in an SLI of its own, which the rules of the SLO cannot see. */
  readonly isReferred?: boolean;
  /** Where it stands. */
  readonly at: Cursor;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the `spec` of an SLI, inline or referred to. What is missing has been told. */
export function readIndicator(
  spec: DeepPartial<OpenSloSliSpec>,
  at: Cursor,
  index: ObjectIndex,
  serviceLabel: string,
): IndicatorReading {
  const { thresholdMetric, ratioMetric } = spec;
  if (thresholdMetric) {
    const metric = at.child('thresholdMetric');
    const { query, diagnostics } = readMetric(thresholdMetric, metric, index);
    return { at, ...(query && { threshold: query }), diagnostics };
  }
  if (!ratioMetric) {
    return { at, diagnostics: [] };
  }
  const ratio = readRatio(ratioMetric, at.child('ratioMetric'), index);
  if (!ratio.queries) {
    return { at, diagnostics: ratio.diagnostics };
  }
  const { sli, diagnostics } = queriesSli(ratio.queries, serviceLabel);
  return {
    at,
    ...(sli && { sli }),
    diagnostics: [...ratio.diagnostics, ...diagnostics],
  };
}

interface RatioReading {
  readonly queries?: QueryTexts;
  readonly diagnostics: readonly Diagnostic[];
}

function readRatio(
  ratio: DeepPartial<OpenSloRatioMetric>,
  at: Cursor,
  index: ObjectIndex,
): RatioReading {
  const { raw, rawType, good, bad, total, counter } = ratio;
  if (raw && rawType) {
    const { query, diagnostics } = readMetric(raw, at.child('raw'), index);
    const of = rawType === 'success' ? 'good' : 'bad';
    return { ...(query && { queries: { ratio: { query, of } } }), diagnostics };
  }
  const name = good ? 'good' : 'bad';
  const part = good ?? bad;
  if (!part || !total) {
    return { diagnostics: [] };
  }
  const some = readMetric(part, at.child(name), index);
  const all = readMetric(total, at.child('total'), index);
  return {
    ...(some.query &&
      all.query && {
        queries: {
          [name]: some.query,
          total: all.query,
          ...(counter !== undefined && { isCounter: counter }),
        },
      }),
    diagnostics: [...some.diagnostics, ...all.diagnostics],
  };
}
