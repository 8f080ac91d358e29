import { TIERS } from '../../packing';
import { BASE_TILE_MS } from '../../tiles';
import { SlotRing } from './SlotRing';

/**
 * What minutes of a member come to from a time up to another. Sums of fractions depend on their order: this is the one in
 * which stored tiles are rolled up, to five minutes first.
 */
export function rolledUp(
  minutes: SlotRing,
  member: number,
  { startMs, endMs }: { startMs: number; endMs: number },
): { bad: number; total: number } {
  const { stepMs } = TIERS.fiveMinutes;
  const sums = { bad: 0, total: 0 };
  for (let fiveMs = startMs; fiveMs < endMs; fiveMs += stepMs) {
    let bad = 0;
    let total = 0;
    const untilMs = Math.min(fiveMs + stepMs, endMs);
    for (let atMs = fiveMs; atMs < untilMs; atMs += BASE_TILE_MS) {
      const minute = minutes.at(atMs) + member;
      bad += minutes.bad(minute);
      total += minutes.total(minute);
    }
    sums.bad += bad;
    sums.total += total;
  }
  return sums;
}
