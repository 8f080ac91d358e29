const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A window in words, e.g. `30 days`. */
export function formatWindow(windowMs: number): string {
  const [unit, unitMs] =
    UNITS.find(([, ms]) => windowMs % ms === 0) ?? UNITS[UNITS.length - 1];
  const count = windowMs / unitMs;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A duration in words, e.g. `500 ms` or `1 s`. */
export function formatThreshold(thresholdMs: number): string {
  return thresholdMs % 1000 === 0
    ? `${thresholdMs / 1000} s`
    : `${thresholdMs} ms`;
}
