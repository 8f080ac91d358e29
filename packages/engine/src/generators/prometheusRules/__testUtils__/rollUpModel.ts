import {
  EDGE_MS,
  FIVE_MINUTE_ROLL_UP,
  GRACE_MS,
  HOUR_ROLL_UP,
  RollUp,
  RULE_INTERVAL_MS,
} from '../rollUps';

/** What a recorded sample stands for: the minutes that it counts. */
export interface RecordedSample {
  readonly atMs: number;
  readonly minutes: readonly number[];
}

/** Prometheus up to 2.x counts a sample on a range's left edge, 3.x does not. */
export type Edge = 'closed' | 'open';

function inRange(
  samples: readonly RecordedSample[],
  endMs: number,
  rangeMs: number,
  edge: Edge,
): readonly RecordedSample[] {
  return samples.filter(
    ({ atMs }) =>
      atMs <= endMs &&
      (atMs > endMs - rangeMs ||
        (edge === 'closed' && atMs === endMs - rangeMs)),
  );
}

function isDue(
  atMs: number,
  evaluations: readonly number[],
  { to, dueAfterMs }: RollUp,
): boolean {
  const since = (atMs - dueAfterMs) % to.stepMs;
  // `timestamp(… offset 30s)`, which looks back five minutes
  const before = evaluations.filter(
    evaluation =>
      evaluation <= atMs - EDGE_MS && evaluation > atMs - EDGE_MS - 300_000,
  );
  return !before.some(last => last >= atMs - since) && since < GRACE_MS;
}

function rolledUp(
  from: readonly RecordedSample[],
  evaluations: readonly number[],
  rollUp: RollUp,
  edge: Edge,
): RecordedSample[] {
  return evaluations
    .filter(atMs => isDue(atMs, evaluations, rollUp))
    .map(atMs => ({
      atMs,
      minutes: inRange(
        from,
        atMs - rollUp.lagMs,
        rollUp.to.stepMs - EDGE_MS,
        edge,
      ).flatMap(({ minutes }) => minutes),
    }))
    .filter(({ minutes }) => minutes.length > 0);
}

/** A whole hour, in minutes since the epoch. */
export const START_MINUTE = 29_000_040;

/** What the rules record when the group is evaluated in these minutes since the start, at this moment of each. */
export function record(
  minutes: readonly number[],
  phaseMs: number,
  edge: Edge,
): Record<'tiles' | 'fives' | 'hours', RecordedSample[]> {
  const evaluations = minutes.map(
    minute => (START_MINUTE + minute) * RULE_INTERVAL_MS + phaseMs,
  );
  const tiles = evaluations.map((atMs, i) => ({ atMs, minutes: [minutes[i]] }));
  const fives = rolledUp(tiles, evaluations, FIVE_MINUTE_ROLL_UP, edge);
  const hours = rolledUp(fives, evaluations, HOUR_ROLL_UP, edge);
  return { tiles, fives, hours };
}

export function minutesOf(samples: readonly RecordedSample[]) {
  return samples.flatMap(({ minutes }) => minutes);
}
