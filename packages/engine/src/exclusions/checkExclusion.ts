import {
  Diagnostic,
  Exclusion,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { IANAZone } from 'luxon';
import { ruleStarts } from './occurrences';
import { recurrenceProblem } from './recurrenceParts';

const DAY_MS = 86_400_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);
const LONGEST_MS = 366 * DAY_MS;

/** Most occurrences within a year: every weekday three times is well below. */
const MOST_A_YEAR = 1_000;
/** How far ahead a rule must match again: 29 February may be eight years away. */
const MATCHES_WITHIN_MS = 8 * 366 * DAY_MS;
const MOST_PERIODS = 3_000;

type Finding = Pick<Diagnostic, 'code' | 'path' | 'summary' | 'detail'>;

/**
 * What is wrong with an exclusion; paths are names of its fields. One without errors can be expanded.
 *
 * @public
 */
export function checkExclusion(exclusion: Exclusion): Diagnostic[] {
  const findings = [...checkTimes(exclusion), ...checkZone(exclusion)];
  if (findings.length === 0 && exclusion.rrule !== undefined) {
    findings.push(...checkRule(exclusion, exclusion.rrule));
  }
  return findings.map(finding => ({ severity: 'error', ...finding }));
}

function checkTimes({ startMs, endMs }: Exclusion): Finding[] {
  const outside = [
    ['startMs', startMs] as const,
    ['endMs', endMs] as const,
  ].filter(([, time]) => !(time >= EARLIEST_MS && time < LATEST_MS));
  if (outside.length > 0) {
    return outside.map(([path, time]) => ({
      code: 'exclusion-time-invalid',
      path,
      summary: `${time} is no time between the years 2000 and 2200.`,
      detail: 'Times are milliseconds since the epoch.',
    }));
  }
  if (endMs <= startMs) {
    return [
      {
        code: 'exclusion-ends-before-start',
        path: 'endMs',
        summary: 'The exclusion ends before it has started.',
      },
    ];
  }
  return endMs - startMs > LONGEST_MS
    ? [
        {
          code: 'exclusion-too-long',
          path: 'endMs',
          summary: 'The exclusion lasts longer than a year.',
          detail: 'An SLO that is not to be measured is taken out of the spec.',
        },
      ]
    : [];
}

function checkZone({ timeZone }: Exclusion): Finding[] {
  return timeZone === undefined || IANAZone.isValidZone(timeZone)
    ? []
    : [
        {
          code: 'unknown-time-zone',
          path: 'timeZone',
          summary: `There is no time zone "${timeZone}".`,
          detail: 'Name one of the IANA database, e.g. Europe/Berlin.',
        },
      ];
}

function checkRule(exclusion: Exclusion, rrule: string): Finding[] {
  const problem = recurrenceProblem(rrule);
  if (problem !== undefined) {
    return [invalidRule(problem)];
  }
  const { startMs } = exclusion;
  const within = (lengthMs: number) =>
    startsWithin(exclusion, startMs + lengthMs);
  const year = within(LONGEST_MS);
  if (year === 'too-many' || year.length > MOST_A_YEAR) {
    return [
      {
        code: 'exclusion-rule-too-often',
        path: 'rrule',
        summary: `The rule repeats more than ${MOST_A_YEAR} times within a year.`,
      },
    ];
  }
  return year.length > 0 || within(MATCHES_WITHIN_MS).length > 0
    ? []
    : [invalidRule('it never matches from the first occurrence on')];
}

function startsWithin(
  exclusion: Exclusion,
  endMs: number,
): number[] | 'too-many' {
  try {
    const range = { startMs: exclusion.startMs, endMs };
    return ruleStarts(exclusion, range, MOST_PERIODS);
  } catch {
    return 'too-many';
  }
}

function invalidRule(problem: string): Finding {
  return {
    code: 'exclusion-rule-invalid',
    path: 'rrule',
    summary: `The rule is not understood: ${problem}.`,
    detail:
      'Write it as in RFC 5545 without DTSTART, e.g. FREQ=WEEKLY;BYDAY=SU.',
  };
}
