import { TileColumns } from '@nthlayer/engine';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '../durations';
import { ExcludedTiles } from './ExcludedTiles';
import { PartSums } from './PartSums';

const ORIGIN = Date.UTC(2026, 2, 10, 12);

interface Stretch {
  /** After the end of the one before, in slots. */
  readonly gap: number;
  readonly stepMs: number;
  readonly counts: readonly (readonly [bad: number, good: number] | null)[];
}

const counts = fc.array(
  fc.option(
    fc.tuple(
      fc.oneof(
        { weight: 20, arbitrary: fc.nat(9) },
        { weight: 1, arbitrary: fc.double({ min: 0, max: 9, noNaN: true }) },
      ),
      fc.nat(99),
    ),
  ),
  { minLength: 1, maxLength: 8 },
);
const stretches = fc.array(
  fc.record<Stretch>({
    gap: fc.nat(3),
    stepMs: fc.constantFrom(MINUTE_MS, 5 * MINUTE_MS, HOUR_MS),
    counts,
  }),
  { maxLength: 6 },
);

function columnsOf(startMs: number, { stepMs, counts: of }: Stretch) {
  return {
    startMs,
    stepMs,
    known: Uint16Array.from(of, each => (each ? stepMs / MINUTE_MS : 0)),
    bad: Float64Array.from(of, each => each?.[0] ?? 0),
    total: Float64Array.from(of, each => (each ? each[0] + each[1] : 0)),
  };
}

function placed(all: readonly Stretch[]): TileColumns[] {
  let endMs = ORIGIN;
  return all.map(stretch => {
    const startMs = endMs + stretch.gap * MINUTE_MS;
    endMs = startMs + stretch.counts.length * stretch.stepMs;
    return columnsOf(startMs, stretch);
  });
}

/** One slot after the other. */
function expected(
  all: readonly TileColumns[],
  window: { startMs: number; endMs: number },
) {
  const sums = { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 };
  for (const { startMs, stepMs, known, bad, total } of all) {
    for (let at = 0; at < known.length; at++) {
      const atMs = startMs + at * stepMs;
      if (atMs >= window.startMs && atMs < window.endMs) {
        sums.bad += bad[at];
        sums.total += total[at];
        sums.knownTiles += known[at];
        sums.expectedTiles += stepMs / MINUTE_MS;
      }
    }
  }
  return sums;
}

const windows = fc
  .tuple(fc.integer({ min: -5, max: 1500 }), fc.nat(1500))
  .map(([from, minutes]) => ({
    startMs: ORIGIN + from * MINUTE_MS,
    endMs: ORIGIN + (from + minutes) * MINUTE_MS,
  }));

describe('excluded tiles', () => {
  it('have the sums of their slots over any window', () => {
    fc.assert(
      fc.property(
        stretches,
        fc.array(windows, { minLength: 1 }),
        (all, asked) => {
          const columns = placed(all);
          const tiles = new ExcludedTiles(
            columns.map(each => new PartSums(each)),
          );
          asked.forEach(window =>
            expect(tiles.sums(window)).toEqual(expected(columns, window)),
          );
        },
      ),
    );
  });

  it('have them when the newest slots are replaced, too', () => {
    fc.assert(
      fc.property(
        counts,
        fc.array(fc.tuple(fc.nat(8), counts), { maxLength: 4 }),
        fc.array(windows, { minLength: 1 }),
        (first, replaced, asked) => {
          const of = { gap: 0, stepMs: MINUTE_MS };
          const part = new PartSums(
            columnsOf(ORIGIN, { ...of, counts: first }),
          );
          let all = first;
          for (const [from, newest] of replaced) {
            const kept = all.slice(0, from);
            const fromMs = ORIGIN + kept.length * MINUTE_MS;
            part.replaceFrom(
              fromMs,
              columnsOf(fromMs, { ...of, counts: newest }),
            );
            all = [...kept, ...newest];
          }
          const columns = [columnsOf(ORIGIN, { ...of, counts: all })];
          const tiles = new ExcludedTiles([part]);
          expect(part.endMs).toBe(ORIGIN + all.length * MINUTE_MS);
          asked.forEach(window =>
            expect(tiles.sums(window)).toEqual(expected(columns, window)),
          );
        },
      ),
    );
  });
});
