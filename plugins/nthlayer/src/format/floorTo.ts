/**
 * Rounds towards −∞ at a number of decimals, so that a figure never looks better than it is.
 * Twelve significant digits are compared first: 99.95 may be stored as 99.9500000001 or 99.9499999999.
 */
export function floorTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(Number((value * scale).toPrecision(12))) / scale;
}
