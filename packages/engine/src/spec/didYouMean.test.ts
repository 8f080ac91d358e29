import { didYouMean } from './didYouMean';

it.each([
  ['critcal', ['critical', 'low'], 'critical'],
  ['CRITICAL', ['critical', 'low'], 'critical'],
  ['slo', ['SLO', 'Alert'], 'SLO'],
  ['lwo', ['critical', 'low'], undefined],
  ['lov', ['critical', 'low'], 'low'],
  ['nothing', ['critical', 'low'], undefined],
  ['x', [], undefined],
  ['a'.repeat(100_000), ['aaaa'], undefined],
])('guesses for %s', (word, candidates, expected) => {
  expect(didYouMean(word, candidates)).toBe(expected);
});
