import fc from 'fast-check';
import {
  Matcher,
  Sli,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { metricsIn, parse } from '../promql';
import { columnsOf, MatrixRow, ShapeAnswer, ShapeQuery, shapeQueries } from '.';

const STEP = 60_000;
const RANGE: TileRange = { startMs: 0, endMs: 3 * STEP, stepMs: STEP };
const ROLE = 'nthlayer_role';

function matchers(values: Record<string, string>): Matcher[] {
  return Object.entries(values).map(([label, value]) => ({
    label,
    op: '=',
    value,
  }));
}

function ratio(
  values: Record<string, string>,
  options: { metric?: string; groupBy?: string[]; part?: 'bad' | 'good' } = {},
): Sli {
  const { metric = 'requests_total', groupBy = [], part = 'bad' } = options;
  const own = matchers(values);
  return {
    kind: 'ratio',
    total: { metric, matchers: own },
    [part]: {
      metric,
      matchers: [...own, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy,
  };
}

function latency(service: string, thresholdMs: number): Sli {
  return {
    kind: 'latency',
    bucket: { metric: 'seconds_bucket', matchers: matchers({ service }) },
    total: { metric: 'seconds_count', matchers: matchers({ service }) },
    thresholdMs,
    unitMs: 1000,
    groupBy: [],
  };
}

function queriesFor(slis: Record<string, Sli>): ShapeQuery[] {
  return shapeQueries(
    Object.entries(slis).map(([key, sli]) => ({ key, sli })),
    { stepMs: STEP },
  );
}

function row(
  role: string,
  labels: Record<string, string>,
  ...values: number[]
): MatrixRow {
  return {
    labels: { ...labels, [ROLE]: role },
    timesMs: values.map((_, i) => (i + 1) * STEP),
    values,
  };
}

function numbers(answer: ShapeAnswer, key: string) {
  return answer.slis
    .find(sli => sli.key === key)
    ?.series.map(({ group, bad, total }) => ({
      group,
      bad: [...bad],
      total: [...total],
    }));
}

describe('which SLIs share a query', () => {
  it('is one query for label values, one for each metric', () => {
    expect(
      queriesFor({
        a: ratio({ service: 'a' }),
        b: ratio({ service: 'b' }),
        c: ratio({ service: 'a' }, { metric: 'other_total' }),
      }).map(({ keys }) => keys),
    ).toEqual([['c'], ['a', 'b']]);
  });

  it('is one query for thresholds of one histogram', () => {
    expect(
      queriesFor({ a: latency('a', 250), b: latency('b', 1000) }),
    ).toHaveLength(1);
  });

  it.each([
    ['another set of labels', ratio({ service: 'a', zone: 'x' })],
    ['good instead of bad', ratio({ service: 'a' }, { part: 'good' })],
    ['groups', ratio({ service: 'a' }, { groupBy: ['zone'] })],
  ])('is another query for %s', (_, other) => {
    expect(queriesFor({ a: ratio({ service: 'a' }), other })).toHaveLength(2);
  });

  it('answers equal SLIs once, under both keys', () => {
    const [query, ...others] = queriesFor({
      b: ratio({ service: 'a' }),
      a: ratio({ service: 'a' }),
    });
    expect(others).toEqual([]);
    expect(query.keys).toEqual(['a', 'b']);
    const answer = query.answer([row('total', { service: 'a' }, 9)], RANGE);
    expect(numbers(answer, 'a')).toEqual(numbers(answer, 'b'));
  });

  it('knows rows that it cannot have chosen from those of strangers that it can', () => {
    const [query] = queriesFor({
      a: ratio({ service: 'a', zone: 'x' }),
      b: ratio({ service: 'b', zone: 'y' }),
    });
    const foreign = (role: string, labels: Record<string, string>) =>
      query.hasForeign([
        row('total', { service: 'a', zone: 'x' }, 1),
        row(role, labels, 1),
      ]);
    expect(foreign('events', { service: 'b', zone: 'y' })).toBe(false);
    expect(foreign('returned-group', { service: 'a', zone: 'y' })).toBe(false);
    expect(foreign('total', { service: 'c', zone: 'y' })).toBe(true);
    expect(foreign('total', { service: 'a' })).toBe(true);
    expect(foreign('other', { service: 'a', zone: 'x' })).toBe(true);
    expect(query.hasForeign([])).toBe(false);
  });

  it('takes rows for those of others that have labels which it does not keep', () => {
    const [query] = queriesFor({
      a: ratio({ service: 'a' }, { groupBy: ['zone'] }),
    });
    const foreign = (labels: Record<string, string>) =>
      query.hasForeign([row('total', { service: 'a', ...labels }, 1)]);
    expect(foreign({})).toBe(false);
    expect(foreign({ zone: 'x' })).toBe(false);
    expect(foreign({ zone: 'x', tenant: 'y' })).toBe(true);
    expect(foreign({ status: '500' })).toBe(true);
    expect(foreign({ ['__proto__']: 'x' })).toBe(true);
    expect(foreign({ tenant: '' })).toBe(false);
  });

  it('takes both spellings of a bucket for its own', () => {
    const [query] = queriesFor({ a: latency('a', 1000) });
    const foreign = (role: string, labels: Record<string, string>) =>
      query.hasForeign([row(role, { service: 'a', ...labels }, 1)]);
    expect(foreign('events', { le: '1' })).toBe(false);
    expect(foreign('events', { le: '1.0' })).toBe(false);
    expect(foreign('events', { le: '2' })).toBe(true);
    expect(foreign('total', {})).toBe(false);
    expect(foreign('total', { le: '1' })).toBe(true);
  });

  it('splits by number of SLIs', () => {
    const requests = [...'abcde'].map(key => ({
      key,
      sli: ratio({ service: key }),
    }));
    const queries = shapeQueries(requests, {
      stepMs: STEP,
      maxValuesPerQuery: 2,
    });
    expect(queries.map(({ keys }) => keys)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e'],
    ]);
  });

  it('does not depend on the order of the requests', () => {
    const service = fc.string({ unit: 'binary', maxLength: 4 });
    const sli = fc.oneof(
      service.map(name => ratio({ service: name })),
      service.map(name => ratio({ service: name, zone: 'x' })),
      service.map(name => latency(name, 250)),
    );
    const requests = fc.uniqueArray(
      fc.record({ key: fc.string({ maxLength: 3 }), sli }),
      { selector: ({ key }) => key, maxLength: 8 },
    );
    const shuffled = requests.chain(list =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length }),
      ),
    );
    const told = (queries: ShapeQuery[]) =>
      queries.map(({ keys, expression }) => ({ keys, expression }));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const queries = shapeQueries(list, { stepMs: STEP });
        expect(told(shapeQueries(other, { stepMs: STEP }))).toEqual(
          told(queries),
        );
        expect(queries.flatMap(({ keys }) => keys).sort()).toEqual(
          list.map(({ key }) => key).sort(),
        );
        for (const { expression } of queries) {
          expect(metricsIn(parse(expression).expression!)).toHaveLength(
            expression.includes('seconds_') ? 2 : 1,
          );
        }
      }),
    );
  });
});

describe('answers that are prepared', () => {
  it('are the same, and once the labels are known there is nothing to prepare', () => {
    const slis = { cart: ratio({ service: 'cart' }) };
    const [prepared] = queriesFor(slis);
    const [plain] = queriesFor(slis);
    const columns = columnsOf([
      row('total', { service: 'cart' }, 10, 20, 30),
      row('events', { service: 'cart' }, 1, 0, 3),
    ]);
    expect([...prepared.prepare(columns)]).toHaveLength(2);
    expect([...prepared.prepare(columns)]).toHaveLength(0);
    const answer = prepared.answer(columns, RANGE);
    expect(answer.table?.bad).toEqual(Float64Array.of(1, 0, 3));
    expect(answer).toEqual(plain.answer(columns, RANGE));
    expect([...prepared.prepare(columns)]).toHaveLength(0);
    const others = { ...columns, labels: [...columns.labels] };
    expect([...prepared.prepare(others)]).toHaveLength(1);
  });
});

describe('answers', () => {
  const [query] = queriesFor({
    a: ratio({ service: 'a', zone: 'x' }),
    b: ratio({ service: 'b', zone: 'y' }),
  });
  const own = [
    row('total', { service: 'a', zone: 'x' }, 10, 20, 0),
    row('events', { service: 'a', zone: 'x' }, 1, 0, 0),
    row('total', { service: 'b', zone: 'y' }, 7, 8, 9),
  ];

  it('matches rows back by all the values together', () => {
    const answer = query.answer(own, RANGE);
    expect(numbers(answer, 'a')).toEqual([
      { group: {}, bad: [1, 0, 0], total: [10, 20, 0] },
    ]);
    expect(numbers(answer, 'b')).toEqual([
      { group: {}, bad: [0, 0, 0], total: [7, 8, 9] },
    ]);
  });

  it('is never changed by rows of strangers', () => {
    const expected = query.answer(own, RANGE);
    const text = fc.oneof(fc.constantFrom('a', 'b', 'x', 'y', ''), fc.string());
    const stranger = fc
      .record({
        role: fc.oneof(fc.constantFrom('total', 'events'), fc.string()),
        service: text,
        zone: text,
        value: fc.double(),
      })
      .filter(
        ({ service, zone }) => !['a/x', 'b/y'].includes(`${service}/${zone}`),
      )
      .map(({ role, service, zone, value }) =>
        row(role, { service, zone }, value, value, value),
      );
    fc.assert(
      fc.property(fc.array(stranger), fc.boolean(), (strangers, first) => {
        const rows = first ? [...strangers, ...own] : [...own, ...strangers];
        expect(query.answer(rows, RANGE)).toEqual(expected);
      }),
    );
  });

  it('has every key, with nothing for what it knows nothing of', () => {
    expect(query.answer([], RANGE)).toEqual({
      slis: [
        { key: 'a', series: [] },
        { key: 'b', series: [] },
      ],
      repairs: [],
    });
  });

  it.each([
    ['not a number', [NaN, 5, 5], [0, 0, 0]],
    ['infinite', [Infinity, 5, 5], [0, 0, 0]],
    ['negative', [-1, 5, 5], [0, 0, 0]],
    ['more than can be counted exactly', [2 ** 53, 5, 5], [0, 0, 0]],
    ['more bad than all', [5, 5, 5], [6, 0, 0]],
    ['bad is not a number', [5, 5, 5], [NaN, 0, 0]],
    ['bad is negative', [5, 5, 5], [-1, 0, 0]],
  ])('does not know a tile whose count is wrong: %s', (_, total, bad) => {
    const labels = { service: 'a', zone: 'x' };
    const answer = query.answer(
      [row('events', labels, ...bad), row('total', labels, ...total)],
      RANGE,
    );
    expect(numbers(answer, 'a')).toEqual([
      { group: {}, bad: [NaN, 0, 0], total: [NaN, 5, 5] },
    ]);
  });

  it('takes noise of sums for what it is', () => {
    const labels = { service: 'a', zone: 'x' };
    const answer = query.answer(
      [row('total', labels, 0.3), row('events', labels, 0.1 + 0.2)],
      RANGE,
    );
    expect(numbers(answer, 'a')?.[0].bad[0]).toBe(0.3);
  });

  it('ignores times that are no tile of the range', () => {
    const stray: MatrixRow = {
      labels: { service: 'a', zone: 'x', [ROLE]: 'total' },
      timesMs: [0, STEP, STEP + 1, 4 * STEP],
      values: [1, 2, 3, 4],
    };
    expect(numbers(query.answer([stray], RANGE), 'a')?.[0].total).toEqual([
      2,
      NaN,
      NaN,
    ]);
  });

  it('tells the groups of one SLI apart', () => {
    const [grouped] = queriesFor({
      a: ratio({ service: 'a' }, { groupBy: ['zone'] }),
    });
    const answer = grouped.answer(
      [
        row('total', { service: 'a', zone: 'y' }, 4, 4, 4),
        row('total', { service: 'a' }, 3, 3, 3),
        row('events', { service: 'a', zone: 'y' }, 1, 0, 1),
        row('returned-events', { service: 'a', zone: 'y' }, 0, 2, 0),
      ],
      RANGE,
    );
    expect(numbers(answer, 'a')).toEqual([
      { group: { zone: 'y' }, bad: [1, 0, 1], total: [4, 4, 4] },
      { group: {}, bad: [0, 0, 0], total: [3, 3, 3] },
    ]);
    expect(answer.repairs).toEqual([
      { key: 'a', group: { zone: 'y' }, tileStartMs: STEP },
    ]);
  });

  it('takes good from total, and nothing good for all bad', () => {
    const [good] = queriesFor({ a: ratio({ service: 'a' }, { part: 'good' }) });
    const answer = good.answer(
      [
        row('total', { service: 'a' }, 4, 4, 4),
        row('events', { service: 'a' }, 3, 5),
      ],
      RANGE,
    );
    expect(numbers(answer, 'a')?.[0].bad).toEqual([1, 0, 4]);
  });

  it('does not know a histogram without its bucket', () => {
    const [slow] = queriesFor({ a: latency('a', 250) });
    const answer = slow.answer(
      [
        row('total', { service: 'a' }, 4, 4),
        row('events', { service: 'a', le: '0.25' }, 3),
      ],
      RANGE,
    );
    expect(numbers(answer, 'a')).toEqual([
      { group: {}, bad: [1, NaN, NaN], total: [4, NaN, NaN] },
    ]);
  });
});
