import type { SloRow } from './sloRow';

/** Worst first. What is unknown or stale is never better than what is known. */
const SEVERITY = ['exhausted', 'burning', 'unknown', 'no-traffic', 'healthy'];

/** The budget that decides for the whole service: the worst one, never a mean. */
export function worstRow(rows: readonly SloRow[]): SloRow | undefined {
  return [...rows].sort(
    (a, b) => severity(a) - severity(b) || remaining(a) - remaining(b),
  )[0];
}

function severity({ status }: SloRow): number {
  const own = SEVERITY.indexOf(status?.state ?? 'unknown');
  return status?.stale ? Math.min(own, SEVERITY.indexOf('unknown')) : own;
}

function remaining({ status }: SloRow): number {
  return status?.remaining ?? 0;
}
