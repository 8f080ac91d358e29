import { ceilTo } from './ceilTo';
import { fixed } from './fixed';
import { NBSP, NO_VALUE } from './symbols';

/** Decimals of a rounded rate that is below a limit. */
const PRECISIONS = [
  { below: 10, decimals: 2 },
  { below: 100, decimals: 1 },
];

/** A burn rate as a multiple of the allowed one, rounded up so that only what is within reads as 1: `0.42×`, `14.4×`, `1,000×`. */
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
  return `${fixed(ceilTo(rate, decimals), decimals)}×`;
}

/** Looks at the rounded rate: 9.999 is shown as 10.0, not as 10.00. */
function decimalsFor(rate: number): number {
  const fitting = PRECISIONS.find(
    ({ below, decimals }) => ceilTo(rate, decimals) < below,
  );
  return fitting?.decimals ?? 0;
}
