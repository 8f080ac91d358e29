/**
 * A time that does not count against a budget: maintenance, a migration, a load test. It begins once, or again and again
 * by a rule.
 *
 * @public
 */
export interface Exclusion {
  readonly name: string;
  /** Why the time does not count, for people. */
  readonly reason: string;
  /** Who said so; an entity ref or another name. */
  readonly author?: string;
  /** Milliseconds since the epoch. With `rrule`, [startMs, endMs) is the first occurrence. */
  readonly startMs: number;
  readonly endMs: number;
  /** RFC 5545 recurrence rule without `DTSTART`, e.g. `FREQ=WEEKLY;BYDAY=SU`. */
  readonly rrule?: string;
  /** IANA name; the local times of the rule are this zone's. UTC where nothing is said. */
  readonly timeZone?: string;
}
