import { Slo, TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { AlertPair } from '../../alerting';
import { reachedLevels, reachesLevel } from '../../notices';
import { rollUp, unknownColumns, TieredTiles } from '../../packing';
import { sumTiers } from '../../packing/TieredTiles';
import { evaluateBudget } from '../evaluateBudget';
import { budgetWindows } from '../windows';
import { allowedErrorRatio } from '../errorRatio';
import { LookedStatuses, RollingLook } from './RollingLook';
import { STATES_WORST_FIRST } from '../worstStatus';
import { RollingStatus } from './RollingStatus';
import { RollingSums } from './RollingSums';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const END = Date.UTC(2026, 2, 10, 12, 7);
const BURN_MS = [1, 6, 24, 72].map(hours => hours * HOUR_MS);

const window = fc.constantFrom<TimeWindow>(
  { type: 'rolling', durationMs: 7 * DAY_MS },
  { type: 'rolling', durationMs: 90 * MINUTE_MS },
  {
    type: 'calendar',
    count: 1,
    unit: 'day',
    startTime: '2026-01-01 00:00:00',
    timeZone: 'Europe/Berlin',
  },
);

/** A stretch of equal minutes; without counts it is unknown. */
const stretch = fc.record({
  minutes: fc.nat({ max: 3000 }),
  tile: fc.option(
    fc
      .tuple(
        fc.oneof(
          fc.constant(0),
          fc.nat(9),
          fc.double({ min: 0, max: 3, noNaN: true }),
        ),
        fc.nat(300),
      )
      .map(([bad, good]) => ({ bad, total: bad + good })),
  ),
});

const member = fc.record({
  stretches: fc.array(stretch, { maxLength: 6 }),
  objective: fc.constantFrom(0, 0.5, 0.9, 0.99, 0.9995),
  noData: fc.constantFrom<Slo['noData']>('ignore', 'ignore', 'good', 'bad'),
  method: fc.constantFrom<Slo['method']>(
    'Occurrences',
    'Occurrences',
    'Timeslices',
    'RatioTimeslices',
  ),
  olderTileMs: fc.constantFrom(undefined, END - 30 * DAY_MS),
});

const pairs = [
  { burn: 'page-fast', longMs: HOUR_MS, shortMs: HOUR_MS, factor: 2 },
  { burn: 'page-slow', longMs: 6 * HOUR_MS, shortMs: HOUR_MS, factor: 1 },
  { burn: 'ticket-fast', longMs: 5, shortMs: HOUR_MS, factor: 1 },
].map(pair => ({ ...pair, minBadEvents: 3 } as AlertPair));

/** The newest minutes come last. */
function tiersOf(
  stretches: readonly {
    minutes: number;
    tile: { bad: number; total: number } | null;
  }[],
): TieredTiles {
  const startMs = Math.floor((END - 8 * DAY_MS) / HOUR_MS) * HOUR_MS;
  const minutes = unknownColumns(
    startMs,
    MINUTE_MS,
    (END - startMs) / MINUTE_MS,
  );
  let end = minutes.known.length;
  for (const { minutes: length, tile } of stretches) {
    const start = Math.max(0, end - length);
    if (tile) {
      minutes.known.fill(1, start, end);
      minutes.bad.fill(tile.bad, start, end);
      minutes.total.fill(tile.total, start, end);
    }
    end = start;
  }
  return {
    minutes,
    fiveMinutes: rollUp(minutes, 5 * MINUTE_MS),
    hours: rollUp(minutes, HOUR_MS),
  };
}

describe('a look at rolling sums', () => {
  it('shows what evaluateBudget makes of the same tiles, of one member after the other', () => {
    fc.assert(
      fc.property(
        window,
        fc.array(member, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 2 * HOUR_MS),
        (of, members, lateMs) => {
          const slos = members.map(
            ({ objective, noData, method }) =>
              ({ objective, noData, method, window: of } as Slo),
          );
          const { budget, burn } = budgetWindows(slos[0], END, BURN_MS);
          const windows = [budget, ...burn] as const;
          const at = { nowMs: END + lateMs, tickMs: MINUTE_MS };
          const sums = new RollingSums(windows, END, members.length);
          const view = new RollingStatus(windows, at);
          members.forEach(({ stretches }, index) =>
            sums.fill(index, tiersOf(stretches)),
          );
          expect(sums.moveTo(windows)).toBe(true);
          const looked = new LookedStatuses(members.length + 1);
          looked.ranks.fill(99);
          const isPlain = (slo: Slo) =>
            slo.noData === 'ignore' && slo.method === 'Occurrences';
          new RollingLook(windows, at, members.length).look(
            { sums, first: 0, count: members.length, row: 1 },
            Float64Array.from([NaN, ...slos], (slo: Slo | number) =>
              typeof slo === 'object' && isPlain(slo)
                ? allowedErrorRatio(slo.objective)
                : NaN,
            ),
            row => members[row - 1].olderTileMs ?? null,
            looked,
          );
          members.forEach(({ stretches, olderTileMs }, index) => {
            const tiers = tiersOf(stretches);
            const summed = windows.map((each, at_) => ({
              ...each,
              sums: {
                ...sumTiers(tiers, each.startMs, each.endMs),
                // sums of fractions carry noise in the one and none in the other
                bad: sums.sums(index)[at_].bad,
                total: sums.sums(index)[at_].total,
              },
            }));
            const newestTileMs =
              sums.newestTileMs(index) ?? olderTileMs ?? null;
            const status = evaluateBudget(
              slos[index],
              { budget: summed[0], burn: summed.slice(1) },
              { ...at, newestTileMs },
            );
            view.turnTo(slos[index], sums, index, olderTileMs);
            expect(view.make()).toEqual(status);
            const { state, stale, consumed, remaining, evaluatedAtMs } = view;
            expect({
              ...{ state, stale, consumed, remaining, evaluatedAtMs },
              sums: view.sums,
              endMs: view.window.endMs,
              newestTileMs: view.newestTileMs,
              burn: view.burn.map(each => ({
                windowMs: each.windowMs,
                rate: each.rate,
                sums: { ...each.sums },
              })),
            }).toEqual({
              state: status.state,
              stale: status.stale,
              consumed: status.consumed,
              remaining: status.remaining,
              evaluatedAtMs: status.evaluatedAtMs,
              sums: status.sums,
              endMs: status.window.endMs,
              newestTileMs: status.newestTileMs,
              burn: status.burn,
            });
            const row = index + 1;
            const seen = isPlain(slos[index]);
            expect(STATES_WORST_FIRST[looked.ranks[row]]).toBe(
              seen ? status.state : undefined,
            );
            expect(looked.stale[row]).toBe(Number(seen && status.stale));
            expect(looked.remaining[row]).toBe(
              seen ? status.remaining ?? NaN : 0,
            );
            const { noData } = slos[index];
            const rules = { pairs, thresholds: [75, 95], noData };
            expect(reachesLevel(view, rules)).toBe(
              reachedLevels(status, rules).length > 0,
            );
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
