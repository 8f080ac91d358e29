const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** Weeks and years are left out, so that 7d and 365d are read as they are meant. */
const PRINTED = UNITS.filter(([unit]) => unit !== 'y' && unit !== 'w');

/**
 * A length of time as PromQL writes it, e.g. `1h30m`. Whole milliseconds; the sign is kept.
 *
 * @public
 */
export function formatDuration(durationMs: number): string {
  let rest = Math.round(Math.abs(durationMs));
  let text = durationMs < 0 && rest > 0 ? '-' : '';
  if (rest === 0) {
    return '0s';
  }
  for (const [unit, ms] of PRINTED) {
    const count = Math.floor(rest / ms);
    if (count > 0) {
      text += `${count}${unit}`;
      rest -= count * ms;
    }
  }
  return text;
}

const DURATION =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/**
 * Milliseconds of a PromQL duration; undefined if the text is none.
 *
 * @public
 */
export function parseDuration(text: string): number | undefined {
  const counts = text === '' ? null : DURATION.exec(text);
  if (!counts) {
    return undefined;
  }
  return UNITS.reduce(
    (sum, [, ms], index) => sum + Number(counts[index + 1] ?? 0) * ms,
    0,
  );
}
