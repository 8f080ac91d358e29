import type { BackfillDto } from './dto';

/** Share of the history that has been read, 0 to 1; 1 only when all of it has. */
export function backfillProgress(backfill: BackfillDto, nowMs: number): number {
  if (backfill.state === 'done') {
    return 1;
  }
  const wanted = nowMs - backfill.fromMs;
  const read = nowMs - backfill.reachedMs;
  return wanted > 0 ? Math.min(Math.max(read / wanted, 0), 0.99) : 0;
}
