import { figure, share } from './figures';
import { hourlyEvents, sumOf } from './hourlyEvents';
import { findingOn, LintRule } from './lintSubject';

const DAY_HOURS = 24;
/** A scrape may read two counters a moment apart. */
const TOLERATED = 1.001;
/** What a restart does to an hour is no habit. */
const LEAST_HOURS = 3;

/** More good or bad events than events: the part is not among what the total counts. */
export const partExceedsTotal: LintRule = subject => {
  const { slo, inspection } = subject;
  const events = hourlyEvents(slo, inspection, DAY_HOURS);
  if (!events) {
    return [];
  }
  const { hours, part } = events;
  const total = sumOf(hours, 'total');
  const some = sumOf(hours, 'part');
  const exceeding = hours.filter(hour => hour.part > hour.total * TOLERATED);
  if (exceeding.length < LEAST_HOURS || some <= total * TOLERATED) {
    return [];
  }
  const ratio = total > 0 ? ` (${share(some / total)})` : '';
  return [
    findingOn(subject, {
      severity: 'error',
      code: 'part-exceeds-total',
      property: 'sli',
      summary: `In the last day ${figure(
        some,
      )} ${part} events were counted, but only ${figure(
        total,
      )} events in all${ratio}.`,
      detail: `So the ${part} events are not a part of the total, and the budget is wrong. Select both from one metric with the same matchers, but for those that choose the ${part} ones.`,
    }),
  ];
};
