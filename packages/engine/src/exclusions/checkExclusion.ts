import {
  Diagnostic,
  Exclusion,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { isTimeZone } from '../isTimeZone';
import { checkRecurrence } from './checkRecurrence';

const DAY_MS = 86_400_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);
const LONGEST_MS = 366 * DAY_MS;

type Finding = Pick<Diagnostic, 'code' | 'path' | 'summary' | 'detail'>;

/**
 * What is wrong with an exclusion; paths are names of its fields. One without errors can be expanded.
 *
 * @public
 */
export function checkExclusion(exclusion: Exclusion): Diagnostic[] {
  const findings = [
    ...checkTexts(exclusion),
    ...checkTimes(exclusion),
    ...checkZone(exclusion),
  ];
  if (findings.length === 0 && exclusion.rrule !== undefined) {
    findings.push(...checkRule(exclusion, exclusion.rrule));
  }
  return findings.map(finding => ({ severity: 'error', ...finding }));
}

function checkTexts({ name, reason }: Exclusion): Finding[] {
  return Object.entries({ name, reason }).flatMap(([path, text]) => {
    const problem = problemOfText(text);
    const summary = `The ${path} ${problem}.`;
    return problem ? [{ code: 'exclusion-text-invalid', path, summary }] : [];
  });
}

/** What not every database can store is refused everywhere. */
function problemOfText(text: string): string | undefined {
  if (text.trim() === '') {
    return 'is blank';
  }
  return text.includes('\0') ? 'has a NUL character in it' : undefined;
}

function checkTimes({ startMs, endMs }: Exclusion): Finding[] {
  const outside = [
    ['startMs', startMs] as const,
    ['endMs', endMs] as const,
  ].filter(([, time]) => !isTime(time));
  if (outside.length > 0) {
    return outside.map(([path, time]) => ({
      code: 'exclusion-time-invalid',
      path,
      summary: `${time} is no time in whole milliseconds between the years 2000 and 2200.`,
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

function isTime(time: number): boolean {
  return Number.isInteger(time) && time >= EARLIEST_MS && time < LATEST_MS;
}

function checkZone({ timeZone }: Exclusion): Finding[] {
  return timeZone === undefined || isTimeZone(timeZone)
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

function checkRule(
  { startMs, timeZone = 'UTC' }: Exclusion,
  rrule: string,
): Finding[] {
  const start = DateTime.fromMillis(startMs, { zone: timeZone });
  const problem = checkRecurrence(rrule, start);
  switch (problem?.kind) {
    case 'invalid':
      return [invalidRule(problem.because)];
    case 'too-often':
      return [
        {
          code: 'exclusion-rule-too-often',
          path: 'rrule',
          summary: `The rule repeats more than ${problem.most}.`,
        },
      ];
    default:
      return [];
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
