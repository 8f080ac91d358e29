import fc from 'fast-check';
import { ColumnReader, packColumns, unpackColumns } from './packColumns';
import { packTick, unpackTick } from './packTick';
import { rollUp } from './rollUp';
import { TileColumns, unknownColumns } from './TileColumns';

const MINUTE_MS = 60_000;

const count = fc.oneof(
  { weight: 6, arbitrary: fc.nat(300) },
  { weight: 1, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.constant(2 ** 53) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1e12, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1e-300, Number.MAX_VALUE) },
);
const tile = fc.option(fc.tuple(count, count), { nil: undefined });

function columnsOf(
  tiles: readonly (readonly [number, number] | undefined)[],
): TileColumns {
  const columns = unknownColumns(0, MINUTE_MS, tiles.length);
  tiles.forEach((counts, slot) => {
    if (counts) {
      columns.known[slot] = 1;
      [columns.bad[slot], columns.total[slot]] = counts;
    }
  });
  return columns;
}

describe('packed tiles', () => {
  it('come back as they were, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(tile, { maxLength: 400 }), tiles => {
        const columns = columnsOf(tiles);
        const packed = packColumns(columns);
        expect(unpackColumns(packed, 0, MINUTE_MS)).toEqual(columns);
      }),
      { numRuns: 100 },
    );
  });

  it('come back as they were when many are read into the same memory', () => {
    fc.assert(
      fc.property(fc.array(fc.array(tile, { maxLength: 40 })), all => {
        const reader = new ColumnReader();
        for (const tiles of all) {
          const columns = columnsOf(tiles);
          const packed = packColumns(columns);
          expect(reader.read(packed, 0, MINUTE_MS)).toEqual(columns);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('come back by group', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        ids,
        fc.integer({ min: 1, max: 15 }),
        tile,
        (all, tiles, one) => {
          const groupIds = all.sort((a, b) => a - b);
          const slots = Array.from(
            { length: groupIds.length * tiles },
            (_, i) => (i % 3 === 0 ? one : ([i % 2, i] as const)),
          );
          const { known, bad, total } = columnsOf(slots);
          const tick = { groupIds, tiles, known, bad, total };
          expect(unpackTick(packTick(tick))).toEqual(tick);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('are refused when they are cut or changed, and never hang', () => {
    const columns = columnsOf(
      Array.from({ length: 90 }, (_, i) =>
        i % 9 ? [i % 4, i * i] : undefined,
      ),
    );
    const packed = packColumns(columns);
    for (let length = 0; length < packed.length - 1; length++) {
      expect(() =>
        unpackColumns(packed.subarray(0, length), 0, MINUTE_MS),
      ).toThrow(RangeError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
        const outcome = (() => {
          try {
            return unpackColumns(bytes, 0, MINUTE_MS).known.length;
          } catch (error) {
            return error;
          }
        })();
        expect(
          outcome instanceof RangeError || typeof outcome === 'number',
        ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the size of packed tiles', () => {
  /** Sum of uniform numbers: near enough to what a busy service counts. */
  function noise(seed: number): () => number {
    let state = seed;
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    return () => next() + next() + next() + next() - 2;
  }

  it.each([
    [3, 0.01, 0.8],
    [300, 0.001, 1.3],
    [3_000, 0.001, 1.6],
    [60_000, 0.002, 2.3],
  ])('%d events a minute, %d of them bad: %d bytes', (mean, share, most) => {
    const random = noise(7);
    const tiles = Array.from({ length: 360 }, (_, minute) => {
      const busy = mean * (1 + 0.5 * Math.sin(minute / 229));
      const total = Math.max(
        0,
        Math.round(busy + random() * 1.7 * busy ** 0.5),
      );
      const bad = total * share;
      const noisy = Math.round(bad + random() * 1.7 * bad ** 0.5);
      return [Math.min(total, Math.max(0, noisy)), total] as const;
    });
    const packed = packColumns(columnsOf(tiles));
    expect(packed.length / tiles.length).toBeLessThan(most);
  });

  it('is a few bytes where there is no traffic, and where nothing is known', () => {
    const idle = columnsOf(Array.from({ length: 360 }, () => [0, 0]));
    expect(packColumns(idle).length).toBeLessThan(100);
    expect(packColumns(columnsOf(Array(360).fill(undefined))).length).toBe(8);
  });
});

describe('rollUp', () => {
  it('adds up and keeps unknown apart from no traffic', () => {
    const minutes = columnsOf([[1, 10], undefined, [0, 0], [2, 7], [0, 1]]);
    expect(
      rollUp({ ...minutes, startMs: 3 * MINUTE_MS }, 5 * MINUTE_MS),
    ).toEqual({
      startMs: 0,
      stepMs: 5 * MINUTE_MS,
      known: Uint16Array.from([1, 3]),
      bad: Float64Array.from([1, 2]),
      total: Float64Array.from([10, 8]),
    });
  });
});
