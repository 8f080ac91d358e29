import {
  CompositeSli,
  Slo,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { compositeProblem, compositeTiles } from '..';

const MIN = 60_000;
const U = NaN;

function series(bad: readonly number[], total: readonly number[]): TileSeries {
  return {
    group: {},
    startMs: 0,
    stepMs: MIN,
    bad: Float64Array.from(bad),
    total: Float64Array.from(total),
  };
}

function composite(
  formula: CompositeSli['formula'],
  weights: Readonly<Record<string, number>> = { a: 3, b: 1 },
): CompositeSli {
  return {
    kind: 'composite',
    formula,
    members: Object.entries(weights).map(([slo, weight]) => ({ slo, weight })),
    groupBy: [],
  };
}

function made(
  sli: CompositeSli,
  members: Readonly<Record<string, TileSeries>>,
  tiles: number,
) {
  const range = { startMs: 0, endMs: tiles * MIN, stepMs: MIN };
  const { bad, total } = compositeTiles(
    sli,
    new Map(Object.entries(members)),
    range,
  );
  return Array.from(total, (all, tile) => [bad[tile], all]);
}

describe('compositeTiles', () => {
  const members = {
    a: series([1, 0, 0, U, 0, U], [10, 10, 0, U, 0, U]),
    b: series([10, 10, 5, 1, 0, U], [20, 10, 10, 4, 0, U]),
  };

  it.each<[CompositeSli['formula'], (readonly [number, number])[]]>([
    [
      'sum',
      [
        [11, 30],
        [10, 20],
        [5, 10],
        [U, U],
        [0, 0],
        [U, U],
      ],
    ],
    [
      'worst',
      [
        [0.5, 1],
        [1, 1],
        [0.5, 1],
        [U, U],
        [0, 0],
        [U, U],
      ],
    ],
    [
      'weighted',
      [
        [(3 * 0.1 + 0.5) / 4, 1],
        [0.25, 1],
        [0.5, 1],
        [0.25, 1],
        [0, 0],
        [U, U],
      ],
    ],
  ])('%s', (formula, expected) => {
    expect(made(composite(formula), members, 6)).toEqual(expected);
  });

  it('is unknown where a member has no tiles at all', () => {
    expect(made(composite('sum'), { a: members.a }, 1)).toEqual([[U, U]]);
    expect(made(composite('worst'), { a: members.a }, 1)).toEqual([[U, U]]);
    expect(
      made(composite('weighted', { a: 1, b: 1 }), { a: members.a }, 1),
    ).toEqual([[0.1, 1]]);
    expect(made(composite('weighted'), {}, 1)).toEqual([[U, U]]);
  });

  it('is unknown where the sum is more than can be counted exactly', () => {
    const most = series([0], [Number.MAX_SAFE_INTEGER]);
    const none = series([0], [0]);
    const one = series([0], [1]);
    expect(made(composite('sum'), { a: most, b: none }, 1)).toEqual([
      [0, Number.MAX_SAFE_INTEGER],
    ]);
    expect(made(composite('sum'), { a: most, b: one }, 1)).toEqual([[U, U]]);
  });

  const tile = fc.oneof(
    fc.constant([U, U] as const),
    fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([bad, good]) => [bad, bad + good] as const),
  );
  const tiles = fc.array(tile, { minLength: 4, maxLength: 4 }).map(list =>
    series(
      list.map(([bad]) => bad),
      list.map(([, total]) => total),
    ),
  );

  it('never has more bad than total, and does not depend on the order of its members', () => {
    fc.assert(
      fc.property(
        tiles,
        tiles,
        fc.constantFrom<CompositeSli['formula']>('sum', 'worst', 'weighted'),
        fc.integer({ min: 1, max: 9 }),
        (a, b, formula, weight) => {
          const one = made(
            composite(formula, { a: weight, b: 2 }),
            { a, b },
            4,
          );
          const other = made(
            composite(formula, { b: 2, a: weight }),
            { a, b },
            4,
          );
          one.forEach(([bad, total], index) => {
            expect(Number.isNaN(bad)).toBe(Number.isNaN(total));
            expect(bad > total).toBe(false);
            expect(bad < 0).toBe(false);
            expect(other[index][0] || 0).toBeCloseTo(bad || 0, 12);
            expect(other[index][1]).toBe(total);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('lies between its members when it is weighted, and is not better than any when it is the worst', () => {
    fc.assert(
      fc.property(tiles, tiles, (a, b) => {
        const weighted = made(composite('weighted'), { a, b }, 4);
        const worst = made(composite('worst'), { a, b }, 4);
        const withData = weighted
          .map(([mean], index) => ({
            mean,
            worst: worst[index][0],
            ratios: [a, b]
              .filter(({ total }) => total[index] > 0)
              .map(({ bad, total }) => bad[index] / total[index]),
          }))
          .filter(({ ratios }) => ratios.length > 0);
        withData.forEach(({ mean, worst: highest, ratios }) => {
          expect(mean).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-12);
          expect(mean).toBeLessThanOrEqual(Math.max(...ratios) + 1e-12);
          expect(highest < Math.max(...ratios)).toBe(false);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('compositeProblem', () => {
  const slo = (name: string, sli: Slo['sli']): Slo => ({
    name,
    displayName: name,
    description: '',
    objective: 0.9,
    window: { type: 'rolling', durationMs: 30 * 86_400_000 },
    method: 'Occurrences',
    noData: 'ignore',
    sli,
  });
  const of = (...members: string[]) =>
    composite('worst', Object.fromEntries(members.map(name => [name, 1])));
  const counted = (groupBy: string[] = []): Slo['sli'] => ({
    kind: 'ratio',
    total: { metric: 'm', matchers: [] },
    groupBy,
  });
  const slos = [
    slo('plain', counted()),
    slo('grouped', counted(['route'])),
    slo('good', of('plain')),
    slo('nested', of('good', 'plain')),
    slo('lost', of('plain', 'toString')),
    slo('of-groups', of('plain', 'grouped')),
    slo('one', of('two')),
    slo('two', of('one')),
    slo('self', of('self')),
    slo('empty', of()),
    slo('weightless', composite('weighted', { plain: 0 })),
  ];

  it.each([
    ['plain', undefined],
    ['grouped', undefined],
    ['good', undefined],
    ['nested', undefined],
    ['lost', 'composite-unknown-member'],
    ['of-groups', 'composite-grouped-member'],
    ['one', 'composite-cycle'],
    ['two', 'composite-cycle'],
    ['self', 'composite-cycle'],
    ['empty', 'composite-members'],
    ['weightless', 'composite-members'],
  ])('%s: %s', (name, code) => {
    const found = slos.find(each => each.name === name)!;
    expect(compositeProblem(found, slos)?.code).toBe(code);
  });
});
