const NUMBER_UP_TO_31 = '(?:[1-9]|[12]\\d|3[01])';

/**
 * Parts of a recurrence rule that are understood, each with what it may hold. A list is separated by commas. Rules by
 * the second or the minute are no maintenance, and would be a great many occurrences.
 */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: one('HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY'),
  INTERVAL: one('[1-9]\\d{0,3}'),
  COUNT: one('[1-9]\\d{0,3}'),
  UNTIL: one('\\d{8}(?:T\\d{6}Z)?'),
  WKST: one('MO|TU|WE|TH|FR|SA|SU'),
  BYDAY: list('(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: list(`[+-]?${NUMBER_UP_TO_31}`),
  BYMONTH: list('[1-9]|1[0-2]'),
  BYSETPOS: list('[+-]?(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  BYHOUR: list('1?\\d|2[0-3]'),
  BYMINUTE: list('[1-5]?\\d'),
};

function one(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

function list(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})(?:,(?:${pattern}))*$`);
}

const LONGEST_RULE = 255;

/** What is wrong with the text of a recurrence rule; undefined when each part of it is understood. */
export function recurrenceProblem(rrule: string): string | undefined {
  if (rrule.length > LONGEST_RULE) {
    return `it is longer than ${LONGEST_RULE} characters`;
  }
  const seen = new Set<string>();
  for (const part of rrule.split(';')) {
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    const pattern = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!pattern) {
      return `it has a part "${name}", which is none of ${Object.keys(
        PARTS,
      ).join(', ')}`;
    }
    if (!pattern.test(part.slice(at + 1))) {
      return `${name} cannot be "${part.slice(at + 1)}"`;
    }
    if (seen.has(name)) {
      return `${name} is there twice`;
    }
    seen.add(name);
  }
  if (!seen.has('FREQ')) {
    return 'it says no FREQ';
  }
  return seen.has('COUNT') && seen.has('UNTIL')
    ? 'COUNT and UNTIL exclude each other'
    : undefined;
}
