import { MINUS } from './symbols';

/** Prints a number with exactly so many decimals, thousands separators and a true minus sign. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 ? `${MINUS}${text}` : text;
}
