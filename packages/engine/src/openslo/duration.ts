import { BOTH, Check, Scalar, scalar, TEXT_ONLY } from './schema';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Length of each unit; months, quarters and years have the length that OpenSLO's SDK gives them. */
const UNIT_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
  M: 30 * DAY_MS,
  Q: 90 * DAY_MS,
  Y: 365 * DAY_MS,
};

const WRITTEN = /^(\d+)([mhdwMQY])$/;

/** Longest first, so that 30 days are not 720 hours. */
const PRINTED_UNITS = ['d', 'h', 'm'] as const;

const EXPECTED = 'a length of time: a number and one of m, h, d, w, M, Q, Y';

/** A duration, by the specification; OpenSLO's SDK also takes 0. */
export function duration(code = 'invalid-duration'): Scalar<string> {
  return scalar([
    durationOrZero(code),
    {
      fragment: { type: 'string', pattern: '^[1-9][0-9]*[mhdwMQY]$' },
      code,
      expected: EXPECTED,
      levels: TEXT_ONLY,
    },
  ]);
}

/** A duration that may be 0, such as a wait. */
export const wait: Scalar<string> = scalar([
  durationOrZero('invalid-duration'),
]);

function durationOrZero(code: string): Check {
  return {
    fragment: { type: 'string', pattern: '^[0-9]+[mhdwMQY]$' },
    code,
    expected: EXPECTED,
    levels: BOTH,
    hint: 'The unit is case-sensitive: m is a minute and M a month.',
  };
}

/** Milliseconds of a duration; a month counts 30 days, a quarter 90, a year 365. */
export function durationMs(text: string): number | undefined {
  const [, count, unit] = WRITTEN.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNIT_MS[unit];
}

/** A duration as OpenSLO writes it. A length that is no whole number of minutes stays invalid. */
export function printDuration(lengthMs: number): string {
  const unit =
    PRINTED_UNITS.find(each => lengthMs % UNIT_MS[each] === 0) ?? 'm';
  return `${lengthMs / UNIT_MS[unit]}${unit}`;
}
