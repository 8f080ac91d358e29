import { BudgetTrend } from '@nthlayer/backstage-plugin-nthlayer-common';

/** For what is not known. */
const NO_VALUE = '-';

type Figure = number | null;

/** Twelve significant digits first: 99.95 may be stored as 99.9499999999. */
function floorTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(Number((value * scale).toPrecision(12))) / scale;
}

function fixed(value: number, decimals: number): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A ratio as a percentage, rounded down, so that it never looks better than it is: `100 %` is all of it. */
export function percent(ratio: Figure, decimals: number): string {
  if (ratio === null) {
    return NO_VALUE;
  }
  if (ratio === 0 || ratio === 1) {
    return `${ratio * 100} %`;
  }
  const least = 10 ** -decimals;
  if (ratio > 0 && ratio * 100 < least) {
    return `<${fixed(least, decimals)} %`;
  }
  const floored = floorTo(ratio * 100, decimals);
  const shown = floored === 100 && ratio < 1 ? 100 - least : floored;
  return `${fixed(shown, decimals)} %`;
}

/** An objective exactly as it was set. */
export function objective(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))} %`;
}

/** An SLI with a decimal more than its objective, at least two. */
export function sli(ratio: Figure, target: number): string {
  const [, fraction = ''] = String(
    Number((target * 100).toPrecision(12)),
  ).split('.');
  return percent(ratio, Math.max(2, fraction.length + 1));
}

/** A burn rate, rounded up: only what is within the budget reads as 1 or less. */
export function burnRate(rate: Figure): string {
  if (rate === null) {
    return NO_VALUE;
  }
  const decimals = rate < 10 ? 2 : 1;
  return rate === 0 ? '0' : fixed(-floorTo(-rate, decimals), decimals);
}

const UNITS = [
  { ms: 86_400_000, name: 'd' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
  { ms: 1000, name: 's' },
] as const;

/** A duration in its two largest units, cut and not rounded. */
export function duration(durationMs: Figure): string {
  if (durationMs === null) {
    return NO_VALUE;
  }
  const sign = durationMs < 0 ? '-' : '';
  const rest = Math.abs(durationMs);
  const first = UNITS.findIndex(({ ms }) => rest >= ms);
  if (first === -1) {
    return rest === 0 ? '0 s' : `${sign}<1 s`;
  }
  const [major, minor] = [UNITS[first], UNITS[first + 1]];
  const text = `${sign}${Math.floor(rest / major.ms)} ${major.name}`;
  const count = minor ? Math.floor((rest % major.ms) / minor.ms) : 0;
  return count > 0 ? `${text} ${count} ${minor.name}` : text;
}

/** A count of events; a fraction keeps one digit. */
export function events(count: number): string {
  return count.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** Where a burn goes. */
export function trend(of: BudgetTrend): string {
  return of === 'unknown' ? NO_VALUE : of;
}
