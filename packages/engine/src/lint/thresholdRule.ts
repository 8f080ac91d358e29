import {
  Diagnostic,
  LatencySli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { BucketInspection } from '../ports';
import { quote } from '../spec/diagnostics';
import { share } from './figures';
import { findingOn, LintRule, LintSubject } from './lintSubject';

/** A bound and a threshold are one number that was written in two ways. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** A latency threshold must be a bound of the histogram, or nothing at all is counted. */
export const thresholdIsBucket: LintRule = subject => {
  const { slo, inspection } = subject;
  const { sli } = slo;
  const { buckets = [] } = inspection;
  if (sli.kind !== 'latency' || finite(buckets).length === 0) {
    return [];
  }
  const wanted = sli.thresholdMs / sli.unitMs;
  if (finite(buckets).some(({ bound }) => isSame(bound, wanted))) {
    return [otherSpelling(subject, sli)];
  }
  const factor = unitMistake(wanted, buckets);
  return [
    factor === undefined
      ? noBucket(subject, sli, buckets)
      : otherUnit(subject, sli, { factor, buckets }),
  ];
};

function finite(buckets: readonly BucketInspection[]): BucketInspection[] {
  return buckets.filter(({ bound }) => Number.isFinite(bound));
}

/** The buckets are only asked for where none has the bound as Prometheus' own libraries write it. */
function otherSpelling(
  subject: LintSubject,
  { bucket, thresholdMs, unitMs }: LatencySli,
): Diagnostic {
  return findingOn(subject, {
    severity: 'error',
    code: 'threshold-spelling',
    property: 'sli.thresholdMs',
    summary: `${bucket.metric} has the bound ${milliseconds(
      thresholdMs,
    )}, but does not write it as le=${quote(String(thresholdMs / unitMs))}.`,
    detail:
      'Fast events are not counted so. Write the SLO with the label as it is there, as an OpenSLO document, or update the library that writes it.',
  });
}

/** The factor between what the threshold says and what the bounds are in, where it lies outside of all of them. */
function unitMistake(
  wanted: number,
  buckets: readonly BucketInspection[],
): number | undefined {
  const bounds = finite(buckets)
    .map(({ bound }) => bound)
    .filter(bound => bound > 0);
  const least = Math.min(...bounds);
  const most = Math.max(...bounds);
  if (bounds.length === 0 || (wanted >= least && wanted <= most)) {
    return undefined;
  }
  return [1000, 1e6, 1 / 1000, 1e-6].find(factor => {
    const meant = wanted * factor;
    return bounds.some(bound => isSame(bound, meant));
  });
}

function otherUnit(
  subject: LintSubject,
  { bucket, thresholdMs, unitMs }: LatencySli,
  mistake: { factor: number; buckets: readonly BucketInspection[] },
): Diagnostic {
  const { factor } = mistake;
  const bounds = finite(mistake.buckets);
  const times = factor > 1 ? factor : 1 / factor;
  return findingOn(subject, {
    severity: 'error',
    code: 'threshold-unit',
    property: 'sli.thresholdMs',
    summary: `The threshold of ${milliseconds(
      thresholdMs,
    )} is read as le=${quote(
      String(thresholdMs / unitMs),
    )}, but the bounds of ${bucket.metric} go from ${bounds[0].bound} to ${
      bounds[bounds.length - 1].bound
    }: they are in another unit, ${times} times ${
      factor > 1 ? 'smaller' : 'larger'
    }.`,
    detail: `Nothing is counted so. The threshold that was probably meant is the bucket le=${quote(
      String(Number(((thresholdMs / unitMs) * factor).toPrecision(12))),
    )}. Give the threshold in the unit of the metric, and name the metric after its unit (_seconds, _milliseconds).`,
  });
}

function noBucket(
  subject: LintSubject,
  { bucket, thresholdMs, unitMs }: LatencySli,
  buckets: readonly BucketInspection[],
): Diagnostic {
  const wanted = thresholdMs / unitMs;
  const below = buckets.findLast(({ bound }) => bound < wanted);
  const above = finite(buckets).find(({ bound }) => bound > wanted);
  const all = Math.max(...buckets.map(({ events }) => events));
  const choices = [below, above].flatMap(each =>
    each ? [choice(each, unitMs, all)] : [],
  );
  return findingOn(subject, {
    severity: 'error',
    code: 'threshold-not-a-bucket',
    property: 'sli.thresholdMs',
    summary: `${milliseconds(thresholdMs)} is no bound of ${
      bucket.metric
    }, so fast events are not counted.`,
    detail: `Use ${choices.join(' or ')}, or add the bound to the histogram.`,
  });
}

/** A bound as a threshold, with what it means: the share of events that are as fast. */
function choice(
  { bound, events }: BucketInspection,
  unitMs: number,
  all: number,
): string {
  const text = milliseconds(Number((bound * unitMs).toPrecision(12)));
  return all > 0 ? `${text} (${share(events / all)} are as fast)` : text;
}

function milliseconds(value: number): string {
  return `${value.toLocaleString('en', { maximumFractionDigits: 6 })} ms`;
}
