import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { Interval } from './interval';
import { parseRecurrence, Recurrence } from './recurrence';
import { dayIndex, ruleTimes } from './ruleTimes';

/** How many periods of a rule are looked at, so that one that never matches comes to an end. */
const MOST_PERIODS = 50_000;

/** A rule of an exclusion, to be asked for its occurrences. */
function ruleOf({
  rrule,
  startMs,
  timeZone = 'UTC',
}: Exclusion): RRuleTemporal {
  const start = DateTime.fromMillis(startMs, { zone: timeZone });
  const local = start.toFormat("yyyyMMdd'T'HHmmss");
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=${timeZone}:${local}\nRRULE:${rrule}`,
    maxIterations: MOST_PERIODS,
    cache: false,
  });
}

/**
 * Times at which the rule of a checked exclusion begins anew in [fromMs, toMs). The rule goes by local time: where the
 * clocks change, an occurrence stays at its hour of the day.
 */
export function ruleStarts(exclusion: Exclusion, range: Interval): number[] {
  const { rrule = '', startMs, timeZone: zone = 'UTC' } = exclusion;
  if (!rrule.includes('COUNT=')) {
    return expand(exclusion, range);
  }
  const rule = parseRecurrence(rrule);
  const day = DateTime.fromMillis(range.startMs, { zone }).startOf('day');
  const fromMs = Math.max(startMs, day.toMillis());
  const start = DateTime.fromMillis(startMs, { zone });
  const left = rule.count - countBefore(day, rule, start);
  return left <= 0
    ? []
    : expand(withoutCount(exclusion), { ...range, startMs: fromMs })
        .slice(0, left)
        .filter(timeMs => timeMs >= range.startMs);
}

function expand(exclusion: Exclusion, { startMs, endMs }: Interval): number[] {
  return ruleOf(exclusion)
    .between(new Date(startMs), new Date(endMs - 1), true)
    .map(({ epochMilliseconds }) => epochMilliseconds);
}

/** The library would expand all that is counted to find what is left: thousands, for each of many exclusions. */
function countBefore(day: DateTime, rule: Recurrence, start: DateTime): number {
  const days = Math.max(0, dayIndex(day) - dayIndex(start));
  let count = 0;
  for (const { times } of ruleTimes(rule, start, days)) {
    count += times;
    if (count >= rule.count) {
      break;
    }
  }
  return count;
}

function withoutCount(exclusion: Exclusion): Exclusion {
  const { rrule = '' } = exclusion;
  const parts = rrule.split(';').filter(part => !part.startsWith('COUNT='));
  return { ...exclusion, rrule: parts.join(';') };
}

/**
 * What a checked exclusion takes out of a range, in order. The first occurrence is always one, and all last equally
 * long.
 */
export function occurrencesOf(
  exclusion: Exclusion,
  range: Interval,
): Interval[] {
  const { startMs: firstMs, endMs, rrule } = exclusion;
  const lengthMs = endMs - firstMs;
  const from = Math.max(firstMs, range.startMs - lengthMs + 1);
  const repeated =
    rrule !== undefined && from < range.endMs
      ? ruleStarts(exclusion, { startMs: from, endMs: range.endMs })
      : [];
  return [...new Set([firstMs, ...repeated])]
    .map(startMs => ({ startMs, endMs: startMs + lengthMs }))
    .filter(each => each.startMs < range.endMs && each.endMs > range.startMs);
}
