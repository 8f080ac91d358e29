import { MINUS, NBSP, NO_VALUE } from './symbols';

const UNITS = [
  { ms: 86_400_000, name: 'd' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
  { ms: 1_000, name: 's' },
] as const;

/**
 * A duration in its two largest units, cut and not rounded: `8 h 12 min`, `30 d`, `−45 s`.
 * A second unit that is zero is left out.
 */
export function formatDuration(durationMs: number | null | undefined): string {
  if (typeof durationMs !== 'number' || !Number.isFinite(durationMs)) {
    return NO_VALUE;
  }
  const sign = durationMs < 0 ? MINUS : '';
  const rest = Math.abs(durationMs);
  if (rest === 0) {
    return `0${NBSP}s`;
  }
  const first = UNITS.findIndex(unit => rest >= unit.ms);
  if (first === -1) {
    return sign ? `>${NBSP}${sign}1${NBSP}s` : `<${NBSP}1${NBSP}s`;
  }
  const [major, minor] = [UNITS[first], UNITS[first + 1]];
  const count = Math.floor(rest / major.ms);
  const remainder = minor ? Math.floor((rest % major.ms) / minor.ms) : 0;
  const text = `${sign}${count}${NBSP}${major.name}`;
  return remainder > 0 ? `${text} ${remainder}${NBSP}${minor.name}` : text;
}
