import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { Interval } from './interval';

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
export function ruleStarts(
  exclusion: Exclusion,
  { startMs, endMs }: Interval,
): number[] {
  const rule = ruleOf(exclusion);
  // of a rule that counts, `between` makes all that it counts, to the end of time
  const occurrences = /(?:^|;)COUNT=/.test(exclusion.rrule ?? '')
    ? rule.all(({ epochMilliseconds }) => epochMilliseconds < endMs)
    : rule.between(new Date(startMs), new Date(endMs - 1), true);
  return occurrences
    .map(({ epochMilliseconds }) => epochMilliseconds)
    .filter(timeMs => timeMs >= startMs);
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
