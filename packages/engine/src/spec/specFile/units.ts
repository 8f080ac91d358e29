const THRESHOLD = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m)$/;
const WINDOW = /^([1-9]\d{0,5})([mhdw])$/;

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const HOUR_MS = 3_600_000;
/** As far back as tiles are kept by default. */
const LONGEST_WINDOW_MS = 366 * 86_400_000;

/** A percentage as a ratio, without the noise of binary division: 99.9 is 0.999. */
export function percentToRatio(percent: number): number {
  const [digits, exponent = '0'] = String(percent).split('e');
  return Number(`${digits}e${Number(exponent) - 2}`);
}

/** A ratio as a percentage, without that noise: 0.07 is 7. */
export function ratioToPercent(ratio: number): number {
  const [digits, exponent = '0'] = String(ratio).split('e');
  return Number(`${digits}e${Number(exponent) + 2}`);
}

/** Milliseconds of a length of time with one unit, e.g. `500ms` or `1.5s`; `undefined` unless it is above 0. */
export function parseThreshold(text: string): number | undefined {
  const [, digits, unit] = THRESHOLD.exec(text) ?? [];
  if (digits === undefined) {
    return undefined;
  }
  const thresholdMs = Number((Number(digits) * UNIT_MS[unit]).toPrecision(15));
  return thresholdMs > 0 ? thresholdMs : undefined;
}

/** A length of time as `parseThreshold` reads it, e.g. `500ms` or `1s`. */
export function writeThreshold(thresholdMs: number): string {
  return thresholdMs % 1000 === 0
    ? `${thresholdMs / 1000}s`
    : `${thresholdMs}ms`;
}

/** Milliseconds of a rolling window, e.g. `30d`; `undefined` unless it lies between an hour and a year. */
export function parseWindow(text: string): number | undefined {
  const [, count, unit] = WINDOW.exec(text) ?? [];
  if (count === undefined) {
    return undefined;
  }
  const windowMs = Number(count) * UNIT_MS[unit];
  return windowMs >= HOUR_MS && windowMs <= LONGEST_WINDOW_MS
    ? windowMs
    : undefined;
}

/** Milliseconds of a length of time with one unit, e.g. `90m`; `undefined` when it is longer than a year. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = WINDOW.exec(text) ?? [];
  const durationMs =
    count === undefined ? Infinity : Number(count) * UNIT_MS[unit];
  return durationMs <= LONGEST_WINDOW_MS ? durationMs : undefined;
}

const ALERT_WINDOW = /^[1-9]\d{0,2}[hd]$/;
/** Longer windows are summed from whole hours, of which a burn that has just begun is none. */
const LONGEST_ALERT_WINDOW_MS = 3 * 86_400_000;

/** Milliseconds of an alert's long window, e.g. `6h`; `undefined` unless it lies between an hour and 3 days. */
export function parseAlertWindow(text: string): number | undefined {
  const windowMs = ALERT_WINDOW.test(text) ? parseWindow(text) : undefined;
  return windowMs !== undefined && windowMs <= LONGEST_ALERT_WINDOW_MS
    ? windowMs
    : undefined;
}

const DAY_MS = 86_400_000;

/** Milliseconds of a slice of time, e.g. `5m`; `undefined` unless a day can be cut into such slices. */
export function parseSlice(text: string): number | undefined {
  const [, count, unit] = WINDOW.exec(text) ?? [];
  const lengthMs = count === undefined ? 0 : Number(count) * UNIT_MS[unit];
  return lengthMs > 0 && DAY_MS % lengthMs === 0 ? lengthMs : undefined;
}
