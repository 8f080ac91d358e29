/** However long a server wants to be left alone, it is asked again after this. */
const LONGEST_MS = 5 * 60_000;

/** The header `Retry-After` in milliseconds from now; undefined where there is none that can be read. */
export function retryAfterMs(
  header: string | null,
  nowMs: number,
): number | undefined {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(/GMT$/.test(text) ? text : '') - nowMs;
  return Number.isNaN(waitMs)
    ? undefined
    : Math.min(Math.max(0, waitMs), LONGEST_MS);
}
