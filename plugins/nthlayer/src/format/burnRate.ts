import { fixed } from './fixed';
import { floorTo } from './floorTo';
import { NBSP, NO_VALUE } from './symbols';

/** A burn rate as a multiple of the allowed one, rounded down: `0.42×`, `14.4×`, `1,000×`. */
export function formatBurnRate(rate: number | null | undefined): string {
  if (typeof rate !== 'number' || !Number.isFinite(rate)) {
    return NO_VALUE;
  }
  if (rate === 0) {
    return '0×';
  }
  if (rate > 0 && rate < 0.01) {
    return `<${NBSP}0.01×`;
  }
  const decimals = decimalsFor(rate);
  return `${fixed(floorTo(rate, decimals), decimals)}×`;
}

function decimalsFor(rate: number): number {
  if (rate < 10) {
    return 2;
  }
  return rate < 100 ? 1 : 0;
}
