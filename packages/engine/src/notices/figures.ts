const UNITS: readonly [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
];

/** A share in per cent, cut and not rounded: what is not reached is not said. */
export function percentText(ratio: number): string {
  return `${(Math.floor(Number((ratio * 1000).toPrecision(12))) / 10).toFixed(
    1,
  )} %`;
}

/** A count with its thousands apart; a fraction keeps one digit. */
export function countText(count: number): string {
  const [whole, part] = String(Number(count.toFixed(1))).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? apart : `${apart}.${part}`;
}

/** A length of time in its two largest units. */
export function durationText(ms: number): string {
  if (ms < 60_000) {
    return 'less than a minute';
  }
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) {
      parts.push(`${count} ${unit}`);
    }
  }
  return parts.slice(0, 2).join(' ');
}

/** A burn rate; more digits where it is small. */
export function rateText(rate: number): string {
  return rate >= 10 ? countText(Math.floor(rate)) : rate.toFixed(1);
}
