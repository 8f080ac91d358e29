import {
  formatBudget,
  formatBurnRate,
  formatCount,
  formatCoverage,
  formatDuration,
  formatEvents,
  formatObjective,
  formatSli,
} from '.';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('formatObjective', () => {
  it.each([
    [0.9995, '99.95 %'],
    [0.999, '99.9 %'],
    [0.99, '99 %'],
    [0.995, '99.5 %'],
    [0.99999, '99.999 %'],
    [0.57, '57 %'],
    [0, '0 %'],
  ])('%p is %p', (objective, text) => {
    expect(plain(formatObjective(objective))).toBe(text);
  });
});

describe('formatSli', () => {
  it.each([
    [1, 0.9995, '100 %'],
    [0.9996, 0.9995, '99.960 %'],
    [0.99999999, 0.9995, '99.999 %'],
    [1 - 1e-15, 0.9995, '99.999 %'],
    [0.9995, 0.9995, '99.950 %'],
    [0.9994999, 0.9995, '99.949 %'],
    [0.98999, 0.99, '98.99 %'],
    [0.5, 0.99, '50.00 %'],
    [0, 0.99, '0 %'],
    [1e-7, 0.99, '< 0.01 %'],
    [null, 0.99, '–'],
    [undefined, 0.99, '–'],
    [NaN, 0.99, '–'],
  ])('%p against %p is %p', (sli, objective, text) => {
    expect(plain(formatSli(sli, objective))).toBe(text);
  });
});

describe('formatBudget', () => {
  it.each([
    [1, '100 %'],
    [0.99999, '99.9 %'],
    [0.6149, '61.4 %'],
    [0.29, '29.0 %'],
    [0.001, '0.1 %'],
    [1e-7, '< 0.1 %'],
    [0, '0 %'],
    [-1e-7, '> −0.1 %'],
    [-0.25, '−25.0 %'],
    [-0.2501, '−25.1 %'],
    [-3, '−300.0 %'],
    [-12.5, '−1,250 %'],
    [null, '–'],
  ])('%p is %p', (remaining, text) => {
    expect(plain(formatBudget(remaining))).toBe(text);
  });
});

describe('formatCoverage', () => {
  it('shows 100 % for nothing less than all', () => {
    expect(plain(formatCoverage(43_199 / 43_200))).toBe('99.9 %');
    expect(plain(formatCoverage(1))).toBe('100 %');
  });
});

describe('formatDuration', () => {
  it.each([
    [8 * HOUR + 12 * MINUTE, '8 h 12 min'],
    [30 * DAY, '30 d'],
    [18 * DAY + 9 * HOUR + 59 * MINUTE, '18 d 9 h'],
    [DAY + 59 * MINUTE, '1 d'],
    [HOUR, '1 h'],
    [5 * MINUTE + 30_000, '5 min 30 s'],
    [59_999, '59 s'],
    [0, '0 s'],
    [1e-7, '< 1 s'],
    [999, '< 1 s'],
    [-999, '> −1 s'],
    [-90 * MINUTE, '−1 h 30 min'],
    [400 * DAY, '400 d'],
    [null, '–'],
    [Infinity, '–'],
  ])('%p ms is %p', (durationMs, text) => {
    expect(plain(formatDuration(durationMs))).toBe(text);
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [1e-7, '< 0.1'],
    [0.4, '0.4'],
    [3, '3'],
    [9.99, '9.9'],
    [21_729.6, '21,729'],
    [1_234_567, '1,234,567'],
    [null, '–'],
  ])('%p is %p', (count, text) => {
    expect(plain(formatCount(count))).toBe(text);
  });

  it('takes the singular for exactly one', () => {
    expect(formatEvents(1, 'bad event')).toBe('1 bad event');
    expect(formatEvents(0, 'bad event')).toBe('0 bad events');
    expect(formatEvents(1204, 'bad event')).toBe('1,204 bad events');
  });
});

describe('formatBurnRate', () => {
  it.each([
    [0, '0×'],
    [1e-7, '< 0.01×'],
    [0.42, '0.42×'],
    [0.01, '0.01×'],
    [0.011, '0.02×'],
    [0.07, '0.07×'],
    [0.9999, '1.00×'],
    [1, '1.00×'],
    [1.000001, '1.01×'],
    [1.004, '1.01×'],
    [9.99, '9.99×'],
    [9.991, '10.0×'],
    [10, '10.0×'],
    [14.4, '14.4×'],
    [14.399, '14.4×'],
    [99.9, '99.9×'],
    [99.91, '100×'],
    [100.1, '101×'],
    [999.5, '1,000×'],
    [1000, '1,000×'],
    [null, '–'],
    [undefined, '–'],
  ])('%p is %p', (rate, text) => {
    expect(plain(formatBurnRate(rate))).toBe(text);
  });
});
