const { floor } = Math; // a global looked up every minute of every incident is slow under Jest

/**
 * When something happens: once at `atMs`, or for ever at `offsetMs + n × everyMs` for every whole n, before the
 * epoch too. Milliseconds; absolute times are since the epoch.
 *
 * @public
 */
export type Moments =
  | { readonly atMs: number }
  | { readonly everyMs: number; readonly offsetMs: number };

/**
 * Moments that each last for `durationMs`.
 *
 * @public
 */
export type Schedule = Moments & { readonly durationMs: number };

/** Half-open: from `startMs` until just before `endMs`. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** The newest moment at or before a time; undefined when there is none. */
export function momentBefore(
  moments: Moments,
  timeMs: number,
): number | undefined {
  if ('atMs' in moments) {
    return moments.atMs <= timeMs ? moments.atMs : undefined;
  }
  const { everyMs, offsetMs } = moments;
  return floor((timeMs - offsetMs) / everyMs) * everyMs + offsetMs;
}

/** The oldest moment after a time; undefined when there is none. */
export function momentAfter(
  moments: Moments,
  timeMs: number,
): number | undefined {
  if ('atMs' in moments) {
    return moments.atMs > timeMs ? moments.atMs : undefined;
  }
  const { everyMs, offsetMs } = moments;
  return (floor((timeMs - offsetMs) / everyMs) + 1) * everyMs + offsetMs;
}

/** Moments in (fromMs, toMs], in order. */
export function momentsIn(
  moments: Moments,
  fromMs: number,
  toMs: number,
): number[] {
  const found: number[] = [];
  let next = momentAfter(moments, fromMs);
  while (next !== undefined && next <= toMs) {
    found.push(next);
    next = momentAfter(moments, next);
  }
  return found;
}

/** Whether the schedule is on at a time, and when that changes next (`Infinity` for never). */
export function scheduleAt(
  schedule: Schedule,
  timeMs: number,
): { active: boolean; untilMs: number } {
  const start = momentBefore(schedule, timeMs);
  if (start !== undefined && timeMs < start + schedule.durationMs) {
    return { active: true, untilMs: start + schedule.durationMs };
  }
  return { active: false, untilMs: momentAfter(schedule, timeMs) ?? Infinity };
}

/** The times at which the schedule is on that touch [fromMs, toMs], in order. */
export function intervalsOf(
  schedule: Schedule,
  fromMs: number,
  toMs: number,
): Interval[] {
  return momentsIn(schedule, fromMs - schedule.durationMs, toMs).map(
    startMs => ({ startMs, endMs: startMs + schedule.durationMs }),
  );
}
