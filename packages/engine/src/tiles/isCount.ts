/** Whether a number can be one of events. Beyond the whole numbers that are exact, others are lost beside it. */
export function isCount(value: number): boolean {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
