import {
  Slo,
  TileSums,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { evaluateBudget } from './evaluateBudget';
import { budgetWindows } from './windows';

const MIN = 60_000;
const HOUR = 60 * MIN;

type Unit = Extract<TimeWindow, { type: 'calendar' }>['unit'];

function calendar(unit: Unit, timeZone = 'Europe/Berlin'): TimeWindow {
  return {
    type: 'calendar',
    count: 1,
    unit,
    startTime: '2026-01-01 00:00:00',
    timeZone,
  };
}

function sloOf(over: Partial<Slo> = {}): Slo {
  return {
    name: 'availability',
    displayName: 'Availability',
    description: '',
    objective: 0.999,
    window: calendar('month'),
    method: 'Occurrences',
    noData: 'ignore',
    sli: { kind: 'ratio', total: { metric: 'm', matchers: [] }, groupBy: [] },
    ...over,
  };
}

/** The status at a moment of what `sumsOf` says of the tiles from the start of the window. */
function statusAt(
  slo: Slo,
  endMs: number,
  sumsOf: (tiles: number) => Partial<TileSums>,
) {
  const { budget } = budgetWindows(slo, endMs);
  const tiles = (budget.endMs - budget.startMs) / MIN;
  const excludedTiles = sumsOf(tiles).excludedTiles ?? 0;
  const sums = {
    bad: 0,
    total: 0,
    knownTiles: tiles - excludedTiles,
    expectedTiles: tiles - excludedTiles,
    ...sumsOf(tiles),
  };
  return evaluateBudget(
    slo,
    { budget: { ...budget, sums }, burn: [] },
    { nowMs: endMs, tickMs: MIN, newestTileMs: endMs },
  );
}

const even = (tiles: number) => ({ bad: tiles, total: 1000 * tiles });

describe('the projected budget', () => {
  it.each<[string, string, number]>([
    ['a month', '2026-11-15T23:00Z', 30 * 24],
    ['a month that gains an hour', '2026-10-10T12:00Z', 31 * 24 + 1],
    ['its last hours, the clocks put back', '2026-10-31T12:00Z', 31 * 24 + 1],
    ['a month that loses an hour', '2026-03-10T12:00Z', 31 * 24 - 1],
    ['its last hours, the clocks put forward', '2026-03-31T12:00Z', 743],
  ])('is that of all hours of %s', (_, end, hours) => {
    const status = statusAt(sloOf(), Date.parse(end), even);
    const { startMs, endMs } = status.window;
    expect(status.projected).toEqual({
      endMs: startMs + hours * HOUR,
      period: { count: 1, unit: 'month' },
      budgetEvents: expect.closeTo(hours * 60, 6),
      consumed: expect.closeTo((endMs - startMs) / HOUR / hours, 12),
    });
    expect(status.consumed).toBeCloseTo(1, 12);
  });

  const half = Date.parse('2026-11-15T23:00Z');

  it.each<[string, Slo['noData'], Partial<TileSums>, number, number]>([
    [
      'goes by the known time',
      'ignore',
      { bad: 5, total: 10_000, knownTiles: 10_800 },
      40,
      1 / 8,
    ],
    [
      'takes unknown time as good',
      'good',
      { bad: 5, total: 10_000, knownTiles: 10_800 },
      40,
      1 / 8,
    ],
    [
      'takes unknown time as bad',
      'bad',
      { bad: 0, total: 10_000, knownTiles: 10_800 },
      40,
      250,
    ],
    [
      'leaves excluded time out',
      'ignore',
      {
        bad: 5,
        total: 10_000,
        knownTiles: 14_400,
        expectedTiles: 14_400,
        excludedTiles: 7_200,
      },
      25,
      0.2,
    ],
  ])('%s', (_, noData, sums, budgetEvents, consumed) => {
    const { projected } = statusAt(sloOf({ noData }), half, () => sums);
    expect(projected?.budgetEvents).toBeCloseTo(budgetEvents, 9);
    expect(projected?.consumed).toBeCloseTo(consumed, 9);
  });

  it.each<[string, Partial<Slo>, Partial<TileSums>]>([
    ['nothing is known', {}, { knownTiles: 0 }],
    ['nothing is known and is bad', { noData: 'bad' }, { knownTiles: 0 }],
    ['nobody came', {}, {}],
    ['slices are counted', { method: 'Timeslices' }, { bad: 1, total: 720 }],
    [
      'the window rolls',
      { window: { type: 'rolling', durationMs: 720 * HOUR } },
      { bad: 1, total: 1000 },
    ],
  ])('is absent where %s', (_, over, sums) => {
    const status = statusAt(sloOf(over), half, () => sums);
    expect(status).not.toHaveProperty('projected');
  });

  it('is the final one at any moment of even traffic, and the real one at the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Unit>('day', 'week', 'month', 'quarter', 'year'),
        fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'America/New_York'),
        fc.constantFrom(0, 0.9, 0.999),
        fc.integer({ min: 29_500_000, max: 30_500_000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (unit, timeZone, objective, minute, events, badEvents) => {
          const slo = sloOf({ objective, window: calendar(unit, timeZone) });
          const bad = Math.min(events, badEvents);
          const sums = (tiles: number) => ({
            bad: bad * tiles,
            total: events * tiles,
          });
          const { projected } = statusAt(slo, minute * MIN, sums);
          const end = statusAt(slo, projected!.endMs, sums);
          expect(end.window.startMs).toBeLessThan(minute * MIN);
          expect(end.projected?.endMs).toBe(projected!.endMs);
          expect(end.projected?.budgetEvents).toBe(end.budgetEvents);
          expect(end.projected?.consumed).toBe(end.consumed);
          expect(projected!.budgetEvents / end.budgetEvents).toBeCloseTo(1, 9);
          expect(projected!.consumed).toBeLessThanOrEqual(end.consumed!);
        },
      ),
      { numRuns: 100 },
    );
  });
});
