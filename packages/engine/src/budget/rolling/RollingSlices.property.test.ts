import fc from 'fast-check';
import { Slo, TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { excludeTiles, Interval } from '../../exclusions';
import { budgetWindows, WindowRequest } from '../windows';
import { Slices, sumSlices } from '../sumSlices';
import { RollingSlices } from './RollingSlices';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ORIGIN = Date.UTC(2026, 2, 10, 12);

type Tile = readonly [bad: number, total: number];
type Tiles = Map<number, Tile>;

const rolling = fc.integer({ min: 1, max: 24 * 60 }).map(
  (minutes): TimeWindow => ({
    type: 'rolling',
    durationMs: minutes * MINUTE_MS,
  }),
);
const daily: TimeWindow = {
  type: 'calendar',
  count: 1,
  unit: 'day',
  startTime: '2026-01-01 00:00:00',
  timeZone: 'America/New_York',
};
const slices = fc.record<Slices>({
  method: fc.constantFrom('Timeslices', 'RatioTimeslices'),
  lengthMs: fc.constantFrom(1, 5, 7, 60, 1440).map(each => each * MINUTE_MS),
  objective: fc.constantFrom(0, 0.5, 0.9, 1),
});
const tile = fc.oneof(
  fc
    .tuple(fc.nat(90), fc.nat(90))
    .map(([bad, good]): Tile => [bad, bad + good]),
  fc.double({ min: 0, max: 1, noNaN: true }).map((bad): Tile => [bad, 1]),
);
/** Some minutes go by; of the last hour some tiles become known, also late and again. */
const turns = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 1, max: 15 }), fc.constant(400)),
    tiles: fc.array(fc.tuple(fc.nat(59), tile), { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const exclusions = fc
  .uniqueArray(fc.nat(2000), { maxLength: 6 })
  .map(ends => [...ends].sort((a, b) => a - b))
  .map(ends =>
    ends.flatMap((end, index): Interval[] =>
      index % 2 === 1 && ends[index - 1] < end
        ? [
            {
              startMs: ORIGIN + (ends[index - 1] - 1200) * MINUTE_MS,
              endMs: ORIGIN + (end - 1200) * MINUTE_MS,
            },
          ]
        : [],
    ),
  );

function windowsOf(
  window: TimeWindow,
  cut: Slices,
  endMs: number,
): WindowRequest[] {
  const { method, ...length } = cut;
  const slo = { window, method, slices: length } as unknown as Slo;
  const { budget, burn } = budgetWindows(slo, endMs, [
    5 * MINUTE_MS,
    HOUR_MS,
    6 * HOUR_MS,
  ]);
  return [budget, ...burn];
}

function seriesOf(tiles: Tiles, windows: readonly WindowRequest[]) {
  const startMs = Math.min(...windows.map(window => window.startMs));
  const [{ endMs }] = windows;
  const length = (endMs - startMs) / MINUTE_MS;
  const at = (index: number) => tiles.get(startMs + index * MINUTE_MS);
  const column = (of: 0 | 1) =>
    Float64Array.from({ length }, (_, index) => at(index)?.[of] ?? NaN);
  return {
    ...{ group: {}, startMs, stepMs: MINUTE_MS },
    ...{ bad: column(0), total: column(1) },
  };
}

function clipped(intervals: readonly Interval[], endMs: number): Interval[] {
  return intervals
    .filter(({ startMs }) => startMs < endMs)
    .map(each => ({ ...each, endMs: Math.min(each.endMs, endMs) }));
}

describe('RollingSlices', () => {
  it('has the sums of all tiles, however time goes on and tiles come', () => {
    fc.assert(
      fc.property(
        fc.oneof(rolling, fc.constant(daily)),
        slices,
        exclusions,
        turns,
        (window, cut, excluded, all) => {
          const tiles: Tiles = new Map();
          for (let at = 1; at < 1440; at += 1 + (at % 3)) {
            tiles.set(ORIGIN - at * MINUTE_MS, [at % 2, 2]);
          }
          let endMs = ORIGIN;
          const first = windowsOf(window, cut, endMs);
          const sums = new RollingSlices(
            cut,
            first,
            seriesOf(tiles, first),
            clipped(excluded, endMs),
          );
          for (const turn of all) {
            endMs += turn.minutes * MINUTE_MS;
            for (const [ago, counts] of turn.tiles) {
              const at = endMs - (ago + 1) * MINUTE_MS;
              if (sums.put(at, ...counts)) {
                tiles.set(at, counts);
              }
            }
            const windows = windowsOf(window, cut, endMs);
            const outside = clipped(excluded, endMs);
            const counted = excludeTiles(seriesOf(tiles, windows), outside);
            expect(sums.sums(windows, outside)).toEqual(
              windows.map(each => sumSlices(counted, each, cut)),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('knows its newest tile, and refuses what has settled and other windows', () => {
    const cut: Slices = {
      method: 'Timeslices',
      lengthMs: 5 * MINUTE_MS,
      objective: 0.9,
    };
    const day: TimeWindow = { type: 'rolling', durationMs: DAY_MS };
    const windows = windowsOf(day, cut, ORIGIN);
    const nothing = seriesOf(new Map(), windows);
    const sums = new RollingSlices(cut, windows, nothing, []);
    expect(sums.newestTileMs).toBeUndefined();
    expect(sums.put(ORIGIN - 5 * MINUTE_MS, 0, 1)).toBe(true);
    expect(sums.put(ORIGIN - 6 * MINUTE_MS, 0, 1)).toBe(true);
    expect(sums.newestTileMs).toBe(ORIGIN - 4 * MINUTE_MS);
    expect(sums.put(ORIGIN - 2 * HOUR_MS, 0, 1)).toBe(false);
    expect(sums.sums(windows.slice(1), [])).toBeUndefined();
    const [budget, ...burn] = windows;
    const earlier = { ...budget, startMs: budget.startMs - 5 * MINUTE_MS };
    expect(sums.sums([earlier, ...burn], [])).toBeUndefined();
    const known = { ...nothing, total: nothing.total.slice().fill(1) };
    known.bad.fill(0);
    expect(new RollingSlices(cut, windows, known, []).newestTileMs).toBe(
      ORIGIN,
    );
  });
});
