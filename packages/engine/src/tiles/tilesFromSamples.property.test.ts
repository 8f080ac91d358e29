import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { SliCounters, tilesFromSamples } from './tilesFromSamples';
import { sumTiles } from './sumTiles';

const MIN = 60_000;
const TILES = 40;
const LOOKBACK_MS = 10 * MIN;
const range: TileRange = { startMs: 0, endMs: TILES * MIN, stepMs: MIN };

interface Life {
  /** Whether it may begin late, fall back to 0, and miss scrapes. */
  readonly births: boolean;
  readonly resets: boolean;
  readonly misses: boolean;
}

/** One counter scraped about every 20 s, jittered, from a while before the range to its end. */
function counterArbitrary(life: Life): fc.Arbitrary<CounterSamples> {
  const scrapes = (TILES + 5) * 3;
  return fc
    .record({
      born: life.births ? fc.nat(scrapes) : fc.constant(0),
      first: fc.nat(1_000_000),
      steps: fc.array(
        fc.record({
          growth: fc.nat(50),
          jitterMs: fc.nat(9_000),
          reset: life.resets
            ? fc.nat(30).map(n => n === 0)
            : fc.constant(false),
          missed: life.misses
            ? fc.nat(2).map(n => n === 0)
            : fc.constant(false),
        }),
        { minLength: scrapes, maxLength: scrapes },
      ),
      outage: fc.tuple(fc.nat(scrapes), fc.nat(life.misses ? 45 : 0)),
    })
    .map(({ born, first, steps, outage: [from, length] }) => {
      const timesMs: number[] = [];
      const values: number[] = [];
      let value = first;
      steps.forEach((step, i) => {
        value = step.reset ? step.growth : value + step.growth;
        if (i >= born && !step.missed && !(i >= from && i < from + length)) {
          timesMs.push(-5 * MIN + i * 20_000 + step.jitterMs);
          values.push(value);
        }
      });
      return {
        labels: {},
        timesMs: Float64Array.from(timesMs),
        values: Float64Array.from(values),
      };
    });
}

function sliArbitrary(life: Life): fc.Arbitrary<SliCounters> {
  const series = (minLength: number) =>
    fc.array(counterArbitrary(life), { minLength, maxLength: 3 });
  return fc.oneof(
    fc
      .record({ others: series(1), bad: series(0) })
      .map(({ others, bad }) => ({ total: [...others, ...bad], bad })),
    fc.record({ total: series(1), bad: series(0) }),
    fc.record({ total: series(1), good: series(0) }),
  );
}

const anything = sliArbitrary({ births: true, resets: true, misses: true });

function tilesOf(counters: SliCounters, over = range) {
  return tilesFromSamples(counters, over, { lookbackMs: LOOKBACK_MS });
}

/** The definition, tile by tile and series by series, without any cleverness. */
function naiveTile(counters: SliCounters, fromMs: number, toMs: number) {
  const lastIn = (counter: CounterSamples, from: number, to: number) => {
    const found = [...counter.timesMs.keys()].filter(
      i => counter.timesMs[i] > from && counter.timesMs[i] <= to,
    );
    return found.length ? found[found.length - 1] : undefined;
  };
  const delta = (counter: CounterSamples) => {
    const now = lastIn(counter, fromMs, toMs);
    const before = lastIn(counter, -Infinity, fromMs);
    if (now === undefined) return 0;
    if (before === undefined) return counter.values[now];
    if (fromMs - counter.timesMs[before] > LOOKBACK_MS) return 0;
    return counter.values[now] < counter.values[before]
      ? counter.values[now]
      : counter.values[now] - counter.values[before];
  };
  const sum = (counters_: readonly CounterSamples[] = []) =>
    counters_.map(delta).reduce((a, b) => a + b, 0);
  const known =
    counters.total.some(c => lastIn(c, fromMs, toMs) !== undefined) &&
    counters.total.some(
      c => lastIn(c, fromMs - LOOKBACK_MS - 1, fromMs) !== undefined,
    );
  if (!known) return { bad: NaN, total: NaN };
  const total = sum(counters.total);
  const good = counters.good && sum(counters.good);
  const bad =
    good === undefined ? sum(counters.bad) : Math.max(0, total - good);
  const tooGood = (good ?? 0) > total + Math.max(3, total / 100);
  return tooGood || bad > total ? { bad: NaN, total: NaN } : { bad, total };
}

describe('tilesFromSamples, whatever the counters do', () => {
  it('equals the definition', () => {
    fc.assert(
      fc.property(anything, counters => {
        const tiles = tilesOf(counters);
        for (let tile = 0; tile < TILES; tile++) {
          const want = naiveTile(counters, tile * MIN, (tile + 1) * MIN);
          expect({ bad: tiles.bad[tile], total: tiles.total[tile] }).toEqual(
            want,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is additive over adjacent ranges', () => {
    fc.assert(
      fc.property(anything, fc.nat(TILES), (counters, cut) => {
        const whole = tilesOf(counters);
        const first = tilesOf(counters, { ...range, endMs: cut * MIN });
        const second = tilesOf(counters, { ...range, startMs: cut * MIN });
        expect([...first.total, ...second.total]).toEqual([...whole.total]);
        expect([...first.bad, ...second.bad]).toEqual([...whole.bad]);
        const sums = sumTiles(whole, 0, range.endMs);
        const left = sumTiles(whole, 0, cut * MIN);
        const right = sumTiles(whole, cut * MIN, range.endMs);
        expect(left.bad + right.bad).toBe(sums.bad);
        expect(left.total + right.total).toBe(sums.total);
        expect(left.knownTiles + right.knownTiles).toBe(sums.knownTiles);
        expect(left.expectedTiles + right.expectedTiles).toBe(TILES);
      }),
    );
  });

  it('does not depend on the order of series', () => {
    fc.assert(
      fc.property(anything, counters => {
        const reversed = Object.fromEntries(
          Object.entries(counters).map(([part, series]) => [
            part,
            [...series].reverse(),
          ]),
        ) as unknown as SliCounters;
        expect(tilesOf(reversed)).toEqual(tilesOf(counters));
      }),
    );
  });

  it('is never negative, and never unknown in one array only', () => {
    fc.assert(
      fc.property(anything, counters => {
        const { bad, total } = tilesOf(counters);
        total.forEach((events, tile) => {
          expect(Number.isNaN(events)).toBe(Number.isNaN(bad[tile]));
          expect(events < 0).toBe(false);
          expect(bad[tile] < 0).toBe(false);
        });
      }),
    );
  });

  it('gives one long tile what its short ones add up to, where all is known and nothing is reset', () => {
    fc.assert(
      fc.property(
        sliArbitrary({ births: false, resets: false, misses: false }),
        fc.constantFrom(2, 5, 10, 40),
        (counters, factor) => {
          const bad = counters.bad ?? counters.good ?? [];
          const all = { total: [...counters.total, ...bad], bad };
          const fine = tilesOf(all);
          const coarse = tilesOf(all, { ...range, stepMs: factor * MIN });
          coarse.total.forEach((events, tile) => {
            const from = tile * factor * MIN;
            const sums = sumTiles(fine, from, from + factor * MIN);
            expect(sums.knownTiles).toBe(factor);
            expect(events).toBe(sums.total);
            expect(coarse.bad[tile]).toBe(sums.bad);
          });
        },
      ),
    );
  });

  it('loses no event to missed scrapes and gaps within the look-back', () => {
    fc.assert(
      fc.property(
        counterArbitrary({ births: false, resets: false, misses: false }),
        fc.array(fc.boolean(), { minLength: 135, maxLength: 135 }),
        (full, kept) => {
          const keep = (i: number) => {
            const edge =
              full.timesMs[i] <= 0 || full.timesMs[i] > range.endMs - MIN;
            return edge || kept[i];
          };
          const indices = [...full.timesMs.keys()].filter(keep);
          const holed: CounterSamples = {
            labels: {},
            timesMs: Float64Array.from(indices, i => full.timesMs[i]),
            values: Float64Array.from(indices, i => full.values[i]),
          };
          const count = (counter: CounterSamples) =>
            sumTiles(
              tilesFromSamples({ total: [counter] }, range),
              0,
              range.endMs,
            ).total;
          expect(count(holed)).toBe(count(full));
        },
      ),
    );
  });
});
