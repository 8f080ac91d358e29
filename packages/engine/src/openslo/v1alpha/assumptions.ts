import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { memberOf } from '../schema';
import { ASSUMED_SLICE } from './convert';
import { MOST_OBJECTIVES } from './shapes';

/** What v1alpha does not say and v1 needs. */
export function assumptionsOf(at: Cursor): readonly Diagnostic[] {
  const spec = at.child('spec');
  const method = memberOf(spec.value, 'budgetingMethod');
  const window = spec.child('timeWindows').child(0);
  const count = window.child('count');
  const isOdd =
    window.child('unit').value === 'Second' &&
    typeof count.value === 'number' &&
    count.value % 60 !== 0;
  return [
    ...(method === 'Timeslices' ? [sliceAssumed(spec)] : []),
    ...(isOdd ? [noMinutes(count)] : []),
    ...metricsOf(spec)
      .map(metric => metric.child('queryType'))
      .filter(isOfOtherLanguage)
      .map(languageLost),
  ];
}

function metricsOf(spec: Cursor): readonly Cursor[] {
  const objectives = spec.child('objectives');
  const ratios = Array.isArray(objectives.value)
    ? objectives.value
        .slice(0, MOST_OBJECTIVES)
        .map((_objective, index) =>
          objectives.child(index).child('ratioMetrics'),
        )
    : [];
  return [
    spec.child('indicator').child('thresholdMetric'),
    ...ratios.flatMap(ratio => [ratio.child('good'), ratio.child('total')]),
  ];
}

/** Queries are PromQL unless they say otherwise. */
function isOfOtherLanguage({ value }: Cursor): boolean {
  return typeof value === 'string' && value.toLowerCase() !== 'promql';
}

function languageLost(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-field-ignored',
    summary: `openslo/v1 has no place for the language of a query: ${quote(
      at.value,
    )} is not read.`,
    detail: 'Queries are read as PromQL.',
  });
}

function noMinutes(count: Cursor): Diagnostic {
  return findingAt(count.place(), {
    severity: 'error',
    code: 'invalid-window',
    summary: `${quote(count.value)} seconds are no whole number of minutes.`,
    detail: 'Write a count that 60 divides: openslo/v1 has no seconds.',
  });
}

function sliceAssumed(spec: Cursor): Diagnostic {
  return findingAt(spec.child('budgetingMethod').place(), {
    severity: 'warning',
    code: 'openslo-slice-assumed',
    summary: 'openslo/v1alpha does not say how long a slice of time is.',
    detail: `Slices of ${ASSUMED_SLICE} are counted. Write openslo/v1 with timeSliceWindow for others.`,
  });
}
