import { sumSlices } from './sumSlices';

const MIN = 60_000;

describe('sumSlices', () => {
  const U = NaN;
  const series = {
    group: {},
    startMs: 0,
    stepMs: MIN,
    //                   good  bad    no traffic  unknown  half known
    bad: Float64Array.of(0, 1, 1, 2, 0, 0, U, U, 4, U),
    total: Float64Array.of(9, 9, 3, 3, 0, 0, U, U, 8, U),
  };
  const window = {
    windowMs: 10 * MIN,
    startMs: 0,
    endMs: 10 * MIN,
    resolutionMs: MIN,
  };

  it('counts bad slices of all slices', () => {
    expect(
      sumSlices(series, window, {
        method: 'Timeslices',
        lengthMs: 2 * MIN,
        objective: 0.9,
      }),
    ).toEqual({ bad: 2, total: 5, knownTiles: 7, expectedTiles: 10 });
  });

  it('takes a slice that just meets its objective as good', () => {
    const slices = {
      method: 'Timeslices',
      lengthMs: 2 * MIN,
      objective: 0.5,
    } as const;
    expect(sumSlices(series, window, slices).bad).toBe(0);
  });

  it('adds error ratios of slices with traffic', () => {
    const sums = sumSlices(series, window, {
      method: 'RatioTimeslices',
      lengthMs: 2 * MIN,
      objective: 0,
    });
    expect(sums.bad).toBeCloseTo(1 / 18 + 3 / 6 + 4 / 8, 12);
    expect(sums).toMatchObject({ total: 3, knownTiles: 7, expectedTiles: 10 });
  });

  it('cuts on multiples of the length, and leaves out the slice that is running', () => {
    const later = { ...window, startMs: 2 * MIN, endMs: 9 * MIN };
    expect(
      sumSlices(
        series,
        { ...later, windowMs: 6 * MIN },
        {
          method: 'RatioTimeslices',
          lengthMs: 2 * MIN,
          objective: 0,
        },
      ),
    ).toEqual({ bad: 3 / 6, total: 1, knownTiles: 5, expectedTiles: 7 });
  });

  it('counts the slices of a whole calendar period, not only of its elapsed part', () => {
    const month = { ...window, windowMs: 100 * MIN };
    const slices = {
      method: 'Timeslices',
      lengthMs: 2 * MIN,
      objective: 0.9,
    } as const;
    expect(sumSlices(series, month, slices)).toMatchObject({
      bad: 2,
      total: 50,
    });
  });
});
