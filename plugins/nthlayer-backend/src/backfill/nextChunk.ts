import { DAY_MS, HOUR_MS, floorTo } from '../durations';
import { ReadingProgress } from '../slos/SloStore';

/** At one-minute tiles 8,640 steps; a request may have 10,000. */
export const LONGEST_CHUNK_MS = 6 * DAY_MS;

/** After the last hour and the last day. */
export const OLDEST_STAGE = 2;

/** What to read next of an SLI's history. */
export interface BackfillChunk {
  /** 0 for the last hour, 1 for the last day, 2 for the rest. */
  readonly stage: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** The next chunk, newest first: the last hour, the last day, then the rest; none when all has been read. */
export function nextChunk(
  progress: ReadingProgress,
  longestMs: number = LONGEST_CHUNK_MS,
): BackfillChunk | undefined {
  const { backfillFromMs, backfillOriginMs, backfillReachedMs } = progress;
  const boundaries = [
    floorTo(backfillOriginMs - HOUR_MS, HOUR_MS),
    floorTo(backfillOriginMs - DAY_MS, HOUR_MS),
    backfillFromMs,
  ].map(boundary => Math.max(boundary, backfillFromMs));
  const stage = boundaries.findIndex(boundary => boundary < backfillReachedMs);
  if (stage < 0) {
    return undefined;
  }
  const startMs = Math.max(
    boundaries[stage],
    floorTo(backfillReachedMs - longestMs, HOUR_MS),
  );
  return { stage, startMs, endMs: backfillReachedMs };
}
