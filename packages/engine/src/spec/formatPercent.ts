/**
 * A ratio as a percentage for people, without the digits that binary fractions add.
 *
 * @example
 * `formatPercent(0.9995)` is `99.95 %`.
 */
export function formatPercent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))} %`;
}
