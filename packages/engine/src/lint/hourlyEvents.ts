import { SliInspection } from '../ports';
import { countersOf } from '../sli/sliCounters';
import { LintSubject } from './lintSubject';

/** Events of an hour in which the total was known. */
export interface HourOfEvents {
  readonly total: number;
  /** As counted: good or bad ones. */
  readonly part: number;
  /** Never below 0. */
  readonly bad: number;
}

/** What was counted in the hours of the last week of which both counters are known, oldest first. */
export interface HourlyEvents {
  readonly part: 'good' | 'bad';
  readonly hours: readonly HourOfEvents[];
}

/** Undefined where the counters could not be read. */
export function hourlyEvents(
  slo: LintSubject['slo'],
  { total, events }: SliInspection,
  lastHours = Infinity,
): HourlyEvents | undefined {
  if (!total.hourly || !events.hourly) {
    return undefined;
  }
  const { part, mayLack } = countersOf(slo.sli);
  const ofPart = events.hourly;
  const first = Math.max(0, total.hourly.length - lastHours);
  const hours: HourOfEvents[] = [];
  total.hourly.forEach((all, index) => {
    const some = Number.isNaN(ofPart[index]) && mayLack ? 0 : ofPart[index];
    // A total without its bucket is a wrong threshold, of which another rule speaks.
    if (index >= first && Number.isFinite(all) && Number.isFinite(some)) {
      const bad = part === 'bad' ? some : all - some;
      hours.push({ total: all, part: some, bad: Math.max(0, bad) });
    }
  });
  return { part, hours };
}

/** The sum of a property of hours. */
export function sumOf(
  hours: readonly HourOfEvents[],
  property: keyof HourOfEvents,
): number {
  return hours.reduce((sum, hour) => sum + hour[property], 0);
}
