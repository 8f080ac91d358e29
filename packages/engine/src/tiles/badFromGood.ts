/** Events that are counted as good a moment before they are counted at all, as when a scrape comes in between. */
const EARLY_EVENTS = 3;
const EARLY_SHARE = 0.01;

/** Bad events of a tile from its good ones; NaN where more are good than a moment's delay can explain. */
export function badFromGood(good: number, total: number): number {
  const early = good - total;
  return early > Math.max(EARLY_EVENTS, EARLY_SHARE * total)
    ? NaN
    : Math.max(0, -early);
}
