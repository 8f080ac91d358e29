import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { burnDown } from './burnDown';

const slo = { objective: 0.9, method: 'Occurrences', noData: 'ignore' } as Slo;
const WINDOW = 5;

function point(startMs: number, bad: number | null, total: number | null) {
  return { startMs, bad, total, coverage: total === null ? 0 : 1 };
}

describe('burnDown', () => {
  it('goes down by bad events over the budget of the whole window, with a hole where nothing is known', () => {
    const points = burnDown(
      slo,
      [
        point(0, 0, 40),
        point(1, 3, 10),
        point(2, null, null),
        point(3, 6, 30),
        point(4, 3, 20),
      ],
      WINDOW,
    );
    expect(points.map(({ remaining }) => remaining)).toEqual([
      1,
      0.7,
      null,
      0.09999999999999998,
      -0.19999999999999996,
    ]);
  });

  it('has nothing to show without traffic, and is empty without points', () => {
    expect(burnDown(slo, [point(0, 0, 0)], WINDOW)[0]).toEqual({
      ...point(0, 0, 0),
      remaining: null,
    });
    const [quiet] = burnDown(slo, [point(0, 0, 0), point(1, 0, 10)], WINDOW);
    expect(quiet.remaining).toBe(1);
    expect(burnDown(slo, [], WINDOW)).toEqual([]);
  });

  it('burns fully where every event is bad', () => {
    const [first, last] = burnDown(
      slo,
      [point(0, 5, 5), point(1, 5, 5)],
      WINDOW,
    );
    expect([first.remaining, last.remaining]).toEqual([-4, -9]);
  });

  it('spends slices of the whole window, known or not', () => {
    const sliced = {
      ...slo,
      method: 'Timeslices',
      slices: { lengthMs: 1, objective: 0.99 },
    } as const;
    const points = burnDown(
      sliced,
      [point(0, 1, 2), point(2, null, null), point(4, 1, 2)],
      100,
    );
    expect(points.map(({ remaining }) => remaining)).toEqual([0.9, null, 0.8]);
  });
});
