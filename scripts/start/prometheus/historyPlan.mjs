import { Stop } from '../../say.mjs';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** More than 30 days, so that a window of 30 days is whole for a while after the start. */
const HISTORY_DAYS = 31;
/** What is newer than this is as fine as live scrapes. */
const FINE_MS = 6 * HOUR_MS;
/** Short enough that a piece is a file of some hundred megabytes. */
const PIECE_MS = 5 * DAY_MS;
const COARSE_S = 60;
const FINE_S = 15;

/** Days of history to fill in; `NTHLAYER_DEMO_HISTORY_DAYS` asks for fewer, for a quicker start. */
export function historyDays(env) {
  const text = env.NTHLAYER_DEMO_HISTORY_DAYS ?? String(HISTORY_DAYS);
  if (!/^([1-9]|[12]\d|3[01])$/.test(text)) {
    throw new Stop(
      `NTHLAYER_DEMO_HISTORY_DAYS must be a whole number from 1 to ${HISTORY_DAYS}, not "${text}".`,
    );
  }
  return Number(text);
}

/** The day, in UTC, that the demo's incidents are told from: history of another day tells other ones. */
export function dayOf(timeMs) {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** The pieces in which the time after `fromMs` is filled up to `toMs`, oldest first; both ends belong to a piece. */
export function historyPieces(fromMs, toMs) {
  const pieces = [];
  const fineFromMs = Math.max(fromMs, toMs - FINE_MS);
  for (let startMs = fromMs; startMs < fineFromMs; startMs += PIECE_MS) {
    const endMs = Math.min(startMs + PIECE_MS, fineFromMs);
    pieces.push({ fromMs: startMs + 1, toMs: endMs, intervalS: COARSE_S });
  }
  if (fineFromMs < toMs) {
    pieces.push({ fromMs: fineFromMs + 1, toMs, intervalS: FINE_S });
  }
  return pieces;
}
