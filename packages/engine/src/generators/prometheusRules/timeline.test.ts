import { seriesNotation, timeline } from './timeline';

describe('timeline', () => {
  it('starts late, hides and restarts', () => {
    expect(
      timeline(1, { good: 5, bad: 0 }, [
        { minutes: 1, good: 2, bad: 1 },
        { minutes: 1, good: 2, hidden: true },
        { minutes: 1, good: 2 },
        { restartAt: { good: 0 } },
      ]),
    ).toEqual([
      undefined,
      { good: 5, bad: 0 },
      { good: 7, bad: 1 },
      undefined,
      { good: 11, bad: 1 },
      { good: 0 },
    ]);
  });
});

describe('seriesNotation', () => {
  it.each([
    [[1], '1'],
    [[1, 3, 5, 5, 5], '1+2x2 5+0x1'],
    [[9, 4, 5], '9 4+1x1'],
    [[undefined, 1, 1, undefined, undefined], '_ 1+0x1 _x2'],
    [[undefined], '_'],
  ])('%j → %s', (values, expected) => {
    expect(seriesNotation(values)).toBe(expected);
  });
});
