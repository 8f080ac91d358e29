/**
 * Bounds of the default histograms of Prometheus' client libraries and of OpenTelemetry, in milliseconds.
 */
const USUAL_BOUNDS: readonly number[] = [
  5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000,
];

/** The usual bounds around a threshold; `undefined` when it is one of them. */
export function neighboursOf(
  thresholdMs: number,
): readonly number[] | undefined {
  if (USUAL_BOUNDS.includes(thresholdMs)) {
    return undefined;
  }
  const above = USUAL_BOUNDS.findIndex(bound => bound > thresholdMs);
  return above === -1
    ? USUAL_BOUNDS.slice(-1)
    : USUAL_BOUNDS.slice(Math.max(above - 1, 0), above + 1);
}
