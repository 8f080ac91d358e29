import fc from 'fast-check';
import { Slo, TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TieredTiles, rollUp, unknownColumns } from '../../packing';
import { WindowRequest, budgetWindows } from '../windows';
import { RollingSums } from './RollingSums';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** As many tiles as are looked at; the windows reach further back. */
const ORIGIN = Date.UTC(2026, 2, 10, 12);

/** Of the member that is looked at; others are beside it. */
const MEMBER = 1;
const OTHER = 0;

type Tile = readonly [bad: number, total: number];
type Tiles = Map<number, Tile>;

function windowsOf(window: TimeWindow, endMs: number): WindowRequest[] {
  const slo = { window } as Slo;
  const { budget, burn } = budgetWindows(slo, endMs);
  return [budget, ...burn];
}

/** As the store has them: minutes for six hours, five minutes for three days, hours for all. */
function tiersOf(tiles: Tiles, startMs: number, endMs: number): TieredTiles {
  const from = Math.floor(startMs / HOUR_MS) * HOUR_MS;
  const all = unknownColumns(from, MINUTE_MS, (endMs - from) / MINUTE_MS);
  tiles.forEach(([bad, total], at) => {
    const slot = (at - from) / MINUTE_MS;
    if (slot >= 0 && at < endMs) {
      all.known[slot] = 1;
      all.bad[slot] = bad;
      all.total[slot] = total;
    }
  });
  return {
    minutes: all,
    fiveMinutes: rollUp(all, 5 * MINUTE_MS),
    hours: rollUp(all, HOUR_MS),
  };
}

function naive(tiles: Tiles, { startMs, endMs }: WindowRequest) {
  const sums = { bad: 0, total: 0, knownTiles: 0 };
  for (let at = startMs; at < endMs; at += MINUTE_MS) {
    const tile = tiles.get(at);
    sums.bad += tile?.[0] ?? 0;
    sums.total += tile?.[1] ?? 0;
    sums.knownTiles += Number(tile !== undefined);
  }
  return { ...sums, expectedTiles: (endMs - startMs) / MINUTE_MS };
}

const counts = fc
  .tuple(
    fc.nat(200),
    fc.oneof(
      { weight: 30, arbitrary: fc.nat(90) },
      { weight: 30, arbitrary: fc.nat(90_000) },
      { weight: 1, arbitrary: fc.nat(2 ** 40) },
    ),
  )
  .map(([bad, good]): Tile => [bad, bad + good]);
const fractions = fc
  .double({ min: 0, max: 1, noNaN: true })
  .map((bad): Tile => [bad, 1]);

/** Some minutes go by; of the last ones, some become known, also late and again. */
const steps = (tile: fc.Arbitrary<Tile>) =>
  fc.array(
    fc.record({
      minutes: fc.oneof(fc.integer({ min: 1, max: 15 }), fc.constant(400)),
      tiles: fc.array(fc.tuple(fc.nat(300), tile), { maxLength: 8 }),
      others: fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom(7, 1 / 3, 2 ** 17, NaN) },
        { weight: 1, arbitrary: fc.constant(2 ** 33) },
      ),
      together: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  );

const windows: TimeWindow[] = [
  { type: 'rolling', durationMs: 7 * DAY_MS },
  { type: 'rolling', durationMs: 90 * MINUTE_MS },
  {
    type: 'calendar',
    count: 1,
    unit: 'day',
    startTime: '2026-01-01 00:00:00',
    timeZone: 'Asia/Kolkata',
  },
];

function sumsOf(sums: RollingSums, requests: readonly WindowRequest[]) {
  return sums.moveTo(requests) ? sums.sums(MEMBER) : undefined;
}

interface Turn {
  readonly minutes: number;
  readonly tiles: readonly [number, Tile][];
  /** What the other member counts. */
  readonly others: number;
  /** Both at once. */
  readonly together: boolean;
}

function put(
  sums: RollingSums,
  at: number,
  [bad, total]: Tile,
  { others, together }: Turn,
): boolean {
  if (!together) {
    return (
      sums.put(MEMBER, at, bad, total) &&
      (Number.isNaN(others) || sums.put(OTHER, at, 0, others))
    );
  }
  return sums.putAll(at, {
    members: Uint32Array.of(OTHER, MEMBER),
    slots: Uint32Array.of(2, 0),
    bad: Float64Array.of(bad, NaN, 0),
    total: Float64Array.of(total, NaN, others),
  });
}

function roll(
  window: TimeWindow,
  turns: readonly Turn[],
  check: (sums: RollingSums, tiles: Tiles, endMs: number) => void,
): void {
  const tiles: Tiles = new Map();
  for (let minute = 1; minute < 600; minute += 1) {
    tiles.set(ORIGIN - minute * MINUTE_MS, [minute % 3, minute % 50]);
  }
  let endMs = ORIGIN;
  const startMs = ORIGIN - 10 * DAY_MS;
  const sums = new RollingSums(windowsOf(window, endMs), endMs, 2);
  sums.fill(MEMBER, tiersOf(tiles, startMs, endMs));
  for (const [index, turn] of turns.entries()) {
    endMs += turn.minutes * MINUTE_MS;
    sums.advance(endMs);
    for (const [ago, tile] of turn.tiles) {
      const at = endMs - (ago + 1) * MINUTE_MS;
      expect(put(sums, at, tile, turn)).toBe(true);
      tiles.set(at, tile);
    }
    if (index === 2) {
      sums.grow(5);
    } else if (index === 4) {
      sums.fill(MEMBER, tiersOf(tiles, startMs, endMs));
    }
    check(sums, tiles, endMs);
  }
}

describe.each(windows)('rolling sums over %j', window => {
  it('are the naive sums of whole counts, whatever comes and when', () => {
    fc.assert(
      fc.property(steps(counts), turns => {
        roll(window, turns, (sums, tiles, endMs) => {
          const requests = windowsOf(window, endMs);
          expect(sumsOf(sums, requests)).toEqual(
            requests.map(request => naive(tiles, request)),
          );
          expect(sums.newestTileMs(MEMBER)).toBe(
            Math.max(...tiles.keys()) + MINUTE_MS,
          );
        });
      }),
      { numRuns: 15 },
    );
  });

  it('stay near the naive sums of fractions for ever', () => {
    fc.assert(
      fc.property(steps(fractions), turns => {
        roll(window, turns, (sums, tiles, endMs) => {
          const requests = windowsOf(window, endMs);
          sumsOf(sums, requests)!.forEach((sum, index) => {
            const expected = naive(tiles, requests[index]);
            expect(sum).toMatchObject({
              total: expected.total,
              knownTiles: expected.knownTiles,
            });
            expect(Math.abs(sum.bad - expected.bad)).toBeLessThan(1e-11);
          });
        });
      }),
      { numRuns: 10 },
    );
  });
});

describe('RollingSums', () => {
  const window = windows[0];
  const empty = () => {
    return new RollingSums(windowsOf(window, ORIGIN), ORIGIN, 2);
  };

  it('have no drift after two months of fractions: what has left leaves nothing', () => {
    const sums = empty();
    let endMs = ORIGIN;
    for (let minute = 0; minute < 60 * 1440; minute += 1) {
      endMs += MINUTE_MS;
      sums.advance(endMs);
      sums.put(MEMBER, endMs - MINUTE_MS, 1 / (3 + (minute % 97)), 1);
      if (minute % 1440 === 0) {
        sumsOf(sums, windowsOf(window, endMs));
      }
    }
    for (let hour = 0; hour < 8 * 24; hour += 1) {
      endMs += HOUR_MS;
      sums.advance(endMs);
      sumsOf(sums, windowsOf(window, endMs));
    }
    sumsOf(sums, windowsOf(window, endMs))!.forEach(sum => {
      expect(sum).toMatchObject({ bad: 0, total: 0, knownTiles: 0 });
    });
  });

  it('say so when they do not have what is asked for', () => {
    const sums = empty();
    expect(sums.newestTileMs(MEMBER)).toBeUndefined();
    expect(sums.put(MEMBER, ORIGIN - 7 * HOUR_MS, 0, 1)).toBe(false);
    expect(sums.put(MEMBER, ORIGIN, 0, 1)).toBe(false);
    const nothing = new Float64Array(1);
    const members = Uint32Array.of(MEMBER);
    const column = { members, slots: members, bad: nothing, total: nothing };
    expect(sums.putAll(ORIGIN, column)).toBe(false);
    expect(sums.putAll(ORIGIN - 7 * HOUR_MS, column)).toBe(false);
    expect(sumsOf(sums, windowsOf(windows[1], ORIGIN))).toBeUndefined();
    expect(sumsOf(sums, windowsOf(window, ORIGIN + MINUTE_MS))).toBeUndefined();
    sums.advance(ORIGIN + 20 * DAY_MS);
    const much = sumsOf(sums, windowsOf(window, ORIGIN + 20 * DAY_MS));
    expect(much?.map(({ knownTiles }) => knownTiles)).toEqual([0, 0, 0, 0, 0]);
    expect(sumsOf(sums, windowsOf(window, ORIGIN))).toBeUndefined();
  });

  it('of fractions are those of the store to the last digit, in whatever order tiles come', () => {
    const requests = windowsOf(windows[0], ORIGIN);
    const startMs = ORIGIN - 7 * DAY_MS;
    const thirds = fc.nat(300).map((third): Tile => [third / 3, 100]);
    const stored = (tiles: Tiles) => {
      const tiers = tiersOf(tiles, startMs, ORIGIN);
      return { ...tiers, hours: rollUp(tiers.fiveMinutes, HOUR_MS) };
    };
    const sumsFrom = (tiles: Tiles) => {
      const sums = new RollingSums(requests, ORIGIN);
      sums.fill(0, stored(tiles));
      return sums;
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(170), thirds), {
          minLength: 90,
          maxLength: 200,
        }),
        late => {
          const sums = sumsFrom(new Map());
          const tiles: Tiles = new Map();
          for (const [ago, tile] of late) {
            const at = ORIGIN - (ago + 1) * MINUTE_MS;
            tiles.set(at, tile);
            sums.put(0, at, ...tile);
          }
          expect(sums.sums(0)).toEqual(sumsFrom(tiles).sums(0));
        },
      ),
      { numRuns: 30 },
    );
  });
});
