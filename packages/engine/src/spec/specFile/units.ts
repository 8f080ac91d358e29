const THRESHOLD = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m)$/;
const WINDOW = /^([1-9]\d{0,5})([mhdw])$/;

/** What `parseThreshold` takes, for schemas. */
export const THRESHOLD_PATTERN =
  /^(?=[0-9.]*[1-9])[0-9]{1,9}(\.[0-9]{1,9})?(ms|s|m)$/;
/** What `parseWindow` takes: 60 to 527,040 minutes, and as much of the other units. */
export const WINDOW_PATTERN =
  /^(([6-9][0-9]|[1-9][0-9]{2,4}|[1-4][0-9]{5}|5[01][0-9]{4}|52[0-6][0-9]{3}|5270[0-3][0-9]|527040)m|([1-9][0-9]{0,2}|[1-7][0-9]{3}|8[0-6][0-9]{2}|87[0-7][0-9]|878[0-4])h|([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])d|([1-9]|[1-4][0-9]|5[0-2])w)$/;
/** What `parseAlertWindow` takes. */
export const ALERT_WINDOW_PATTERN = /^(([1-9]|[1-6][0-9]|7[0-2])h|[1-3]d)$/;

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

const DIVISORS_OF_A_DAY = Array.from(
  { length: 1440 },
  (_, at) => at + 1,
).filter(minutes => 1440 % minutes === 0);
/** What `parseSlice` takes in minutes, hours and days. */
export const SLICE_PATTERN = new RegExp(
  `^((${DIVISORS_OF_A_DAY.join('|')})m|(1|2|3|4|6|8|12|24)h|1d)$`,
);
