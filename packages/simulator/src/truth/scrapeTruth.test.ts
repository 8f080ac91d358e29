import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { HOUR_MS } from '../profile/durations';
import { kindOf } from '../kinds/kinds';
import { Simulation } from '../Simulation';
import { scrapeTruth } from './scrapeTruth';

const AVAILABILITY = { kind: 'availability' } as const;

/** Samples in seconds → value; tiles are 60 s long and begin at 0. */
function series(status: string, samples: Record<number, number>) {
  const times = Object.keys(samples)
    .map(Number)
    .sort((a, b) => a - b);
  return {
    labels: { status },
    timesMs: Float64Array.from(times, time => time * 1000),
    values: Float64Array.from(times, time => samples[time]),
  };
}

function tilesOf(all: CounterSamples[], tiles = 4, startS = 0) {
  const { bad, total } = scrapeTruth(
    { counters: () => all },
    kindOf('api'),
    AVAILABILITY,
    {
      startMs: startS * 1000,
      endMs: (startS + tiles * 60) * 1000,
      stepMs: 60_000,
    },
  );
  return { bad: [...bad], total: [...total] };
}

const steady = series('200', {
  [-10]: 100,
  50: 110,
  110: 120,
  170: 130,
  230: 140,
});

describe('scrapeTruth', () => {
  it('is the difference between the values at the ends of a tile', () => {
    expect(tilesOf([steady]).total).toEqual([10, 10, 10, 10]);
  });

  it('puts a sample on a tile edge into the tile that ends there', () => {
    const edge = series('200', { 0: 5, 60: 8, 120: 9 });
    expect(tilesOf([edge], 2).total).toEqual([3, 1]);
  });

  it('does not count the first value when scraping has only begun', () => {
    const first = series('200', { 50: 1e6, 110: 1e6 + 4 });
    expect(tilesOf([first], 2).total).toEqual([NaN, 4]);
  });

  it('counts the first value of a series whose siblings were scraped before', () => {
    const late = series('500', { 110: 3, 170: 4 });
    expect(tilesOf([steady, late])).toEqual({
      total: [10, 13, 11, 10],
      bad: [0, 3, 1, 0],
    });
  });

  it('counts the new value after a reset', () => {
    const reset = series('200', { [-10]: 90, 50: 100, 110: 7, 170: 9 });
    expect(tilesOf([reset], 3).total).toEqual([10, 7, 2]);
  });

  it('leaves a gap unknown and counts its difference on return', () => {
    const gap = series('200', { [-10]: 100, 170: 130, 230: 131 });
    expect(tilesOf([gap]).total).toEqual([NaN, NaN, 30, 1]);
  });

  it('keeps a tile known while another series is scraped', () => {
    const gap = series('500', { [-10]: 100, 170: 130 });
    expect(tilesOf([steady, gap])).toEqual({
      total: [10, 10, 40, 10],
      bad: [0, 0, 30, 0],
    });
  });

  it('counts no traffic as 0', () => {
    const idle = series('200', { [-10]: 5, 50: 5, 110: 5 });
    expect(tilesOf([idle], 2).total).toEqual([0, 0]);
  });

  it.each([
    [23, 30],
    [25, 0],
  ])('after %d h away a series adds %d', (hours, added) => {
    const startS = (hours * HOUR_MS) / 1000;
    const away = series('500', { 0: 100, [startS + 30]: 130 });
    const present = series('200', { [startS - 5]: 1, [startS + 55]: 2 });
    expect(tilesOf([away, present], 1, startS).bad).toEqual([added]);
  });

  it.each([
    ['a few more fast than there were are none slow', 13, 10, 0],
    ['many more are a contradiction', 14, NaN, NaN],
  ])('takes %s', (_, fast, total, bad) => {
    const simulation: Pick<Simulation, 'counters'> = {
      counters: metric => [
        series('200', { 0: 0, 50: metric.endsWith('_bucket') ? fast : 10 }),
      ],
    };
    const range = { startMs: 0, endMs: 60_000, stepMs: 60_000 };
    const tiles = scrapeTruth(
      simulation,
      kindOf('api'),
      { kind: 'latency', thresholdMs: 250 },
      range,
    );
    expect([...tiles.total]).toEqual([total]);
    expect([...tiles.bad]).toEqual([bad]);
  });

  it('refuses a latency threshold that is no bucket bound', () => {
    const range = { startMs: 0, endMs: 60_000, stepMs: 60_000 };
    const indicator = { kind: 'latency', thresholdMs: 300 } as const;
    expect(() =>
      scrapeTruth({ counters: () => [] }, kindOf('api'), indicator, range),
    ).toThrow(RangeError);
  });
});
