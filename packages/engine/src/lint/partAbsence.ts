import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SelectorAbsence } from '../ports';
import { countersOf } from '../sli/sliCounters';
import { quote } from '../spec/diagnostics';
import { findingOn, LintSubject } from './lintSubject';
import { listed, matcherText, nearest } from './selectorText';

/** What services call an event that failed. */
const FAILURES: readonly string[] = [
  '5xx',
  'ko',
  'err',
  'error',
  'errors',
  'exception',
  'fail',
  'failed',
  'failure',
  'server_error',
];

/**
 * There are events, but none of the good or of the bad ones. Good ones are there from the first second, so without
 * them something is wrong; bad ones are often born with the first failure.
 */
export function partAbsence(
  subject: LintSubject,
  metric: string,
  absence: Extract<SelectorAbsence, { reason: 'value' | 'gone' }>,
): readonly Diagnostic[] {
  const { part } = countersOf(subject.slo.sli);
  if (part === 'good') {
    return [noGood(subject, metric, absence)];
  }
  if (absence.reason === 'gone') {
    return [];
  }
  const likely = likelyValue(absence);
  return [
    likely === undefined
      ? noneYet(subject, metric, absence)
      : otherValue(subject, metric, { ...absence, likely }),
  ];
}

type WrongValue = Extract<SelectorAbsence, { reason: 'value' }>;

/** A value that the matcher was probably meant to accept: one that says failure, one that is spelled alike. */
function likelyValue({ matcher, values }: WrongValue): string | undefined {
  const failure = values.find(value => FAILURES.includes(value.toLowerCase()));
  if (failure !== undefined || matcher.op === '!=' || matcher.op === '!~') {
    return failure;
  }
  if (matcher.op === '=') {
    return nearest(matcher.value, values);
  }
  // Codes are asked for where there are words.
  const asksForDigits = /\d/.test(matcher.value);
  const haveDigits = values.some(value => /\d/.test(value));
  return asksForDigits && !haveDigits ? values[0] : undefined;
}

function noGood(
  subject: LintSubject,
  metric: string,
  absence: SelectorAbsence,
): Diagnostic {
  const why =
    absence.reason === 'value'
      ? `${matcherText(absence.matcher)} chooses nothing; there is ${listed(
          absence.values,
        )}.`
      : 'They were there in the last day.';
  return findingOn(subject, {
    severity: 'error',
    code: 'no-good-events',
    property: 'sli',
    summary: `There are events, but no series of good ones in ${quote(
      metric,
    )}.`,
    detail: `Every event counts as bad. ${why} Select the good events by a value that is there.`,
  });
}

function otherValue(
  subject: LintSubject,
  metric: string,
  { matcher, values, likely }: WrongValue & { readonly likely: string },
): Diagnostic {
  return findingOn(subject, {
    severity: 'warning',
    code: 'bad-value-missing',
    property: 'sli',
    summary: `No series of ${quote(metric)} has ${matcherText(
      matcher,
    )}, so no event is ever bad.`,
    detail: `${quote(matcher.label)} has ${listed(values)}. If ${quote(
      likely,
    )} is meant, write the SLO with it, as an OpenSLO document.`,
  });
}

function noneYet(
  subject: LintSubject,
  metric: string,
  { matcher, values }: WrongValue,
): Diagnostic {
  return findingOn(subject, {
    severity: 'info',
    code: 'no-bad-events-yet',
    property: 'sli',
    summary: `No series of ${quote(metric)} has ${matcherText(
      matcher,
    )} at the moment.`,
    detail: `That is so until the first failure where a label is born with it, and NthLayer counts that one too. ${quote(
      matcher.label,
    )} has ${listed(values)}.`,
  });
}
