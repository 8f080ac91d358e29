import fc from 'fast-check';
import { neighboursOf } from './bucketBounds';
import {
  parseThreshold,
  parseWindow,
  percentToRatio,
  ratioToPercent,
  writeThreshold,
} from './units';

const DAY_MS = 86_400_000;

it.each([
  [99.9, 0.999],
  [99.95, 0.9995],
  [99.99, 0.9999],
  [95, 0.95],
  [29, 0.29],
  [0.1, 0.001],
  [1e-7, 1e-9],
  [99.999999999, 0.99999999999],
])('%d per cent is %d', (percent, ratio) => {
  expect(percentToRatio(percent)).toBe(ratio);
});

it.each([1, 5, 250, 999, 1000, 2500, 60_000])(
  'writes %d ms so that it can be read',
  thresholdMs => {
    expect(parseThreshold(writeThreshold(thresholdMs))).toBe(thresholdMs);
  },
);

it('has the digits of the percentage, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), digits => {
      const percent = Number(`${digits}e-6`);
      expect(percentToRatio(percent)).toBe(Number(`${digits}e-8`));
    }),
  );
});

it.each([
  ['500ms', 500],
  ['1s', 1000],
  ['2.5s', 2500],
  ['0.3s', 300],
  ['1m', 60_000],
  ['0ms', undefined],
  ['0.0s', undefined],
  ['5', undefined],
  ['1h', undefined],
  ['1s ', undefined],
  ['-1s', undefined],
  ['１s', undefined],
])('the threshold %j is %j ms', (text, ms) => {
  expect(parseThreshold(text)).toBe(ms);
});

it.each([
  ['30d', 30 * DAY_MS],
  ['4w', 28 * DAY_MS],
  ['1h', DAY_MS / 24],
  ['366d', 366 * DAY_MS],
  ['367d', undefined],
  ['59m', undefined],
  ['60m', DAY_MS / 24],
  ['030d', undefined],
  ['1M', undefined],
])('the window %j is %j ms', (text, ms) => {
  expect(parseWindow(text)).toBe(ms);
});

it.each([
  [250, undefined],
  [300, [250, 500]],
  [1, [5]],
  [60_000, [10_000]],
])('the usual bounds around %d ms are %j', (ms, neighbours) => {
  expect(neighboursOf(ms)).toEqual(neighbours);
});

it.each([
  [0.07, 7],
  [0.29, 29],
  [0, 0],
  [1, 100],
  [1e-9, 1e-7],
])('the ratio %p is %p per cent', (ratio, percent) => {
  expect(ratioToPercent(ratio)).toBe(percent);
});
