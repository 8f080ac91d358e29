import fc from 'fast-check';
import { columnsOf, MatrixColumns } from '@nthlayer/engine';
import { MatrixReader } from './MatrixReader';
import { parseColumns } from './parseColumns';
import { rowsIn } from './RowColumns';

type Sample = readonly [number, string];
interface Series {
  readonly metric: Record<string, string>;
  readonly values: readonly Sample[];
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function replyOf(result: readonly Series[], isPartial?: boolean): string {
  return JSON.stringify({
    status: 'success',
    ...(isPartial !== undefined && { isPartial }),
    data: { resultType: 'matrix', result },
  });
}

/** What the reader of JSON makes of it; undefined where it refuses it. */
function parsed(body: Uint8Array): MatrixColumns | undefined {
  try {
    return columnsOf([...rowsIn(parseColumns(body, 'matrix'))]);
  } catch {
    return undefined;
  }
}

const text = fc.oneof(
  fc.constantFrom('a', 'b', 'service', '"', '\\', '}', 'ü', '<', '\u2028'),
  fc.string({ maxLength: 5 }),
  fc.string({ maxLength: 5, unit: 'binary' }),
);
const value = fc.oneof(
  fc.nat().map(String),
  fc.double().map(String),
  fc.constantFrom('NaN', '+Inf', '-Inf', 'Inf', '-0', '007', '1e9', '.5', '5.'),
  fc.constantFrom('9007199254740993', '123456789012345', '', 'x', 'toString'),
);
const values = fc
  .uniqueArray(fc.integer({ min: 0, max: 3_000_000 }), { maxLength: 4 })
  .chain(times =>
    fc.tuple(
      ...times
        .sort((a, b) => a - b)
        .map(time => fc.tuple(fc.constant(time / 1000), value)),
    ),
  );
const series = fc.record({
  metric: fc.dictionary(text, text, { maxKeys: 3 }),
  values,
});
const replies = fc.array(
  fc.uniqueArray(series, {
    maxLength: 6,
    selector: ({ metric }) => JSON.stringify(metric),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Bytes that are almost those of a reply. */
const broken = fc
  .tuple(
    fc.array(series, { maxLength: 4 }),
    fc.nat(),
    fc.constantFrom('', ' ', '"', '}', ']', ',', '0', '-', '\\', '{}', '.5'),
    fc.nat({ max: 2 }),
  )
  .map(([rows, at, inserted, removed]) => {
    const whole = replyOf(rows);
    const position = at % (whole.length + 1);
    return (
      whole.slice(0, position) + inserted + whole.slice(position + removed)
    );
  });

describe('MatrixReader', () => {
  it('reads what the reader of JSON reads, whatever came before', async () => {
    await fc.assert(
      fc.asyncProperty(replies, async all => {
        const reader = MatrixReader.create();
        for (const rows of all) {
          const body = bytesOf(replyOf(rows));
          const expected = parsed(body);
          const read = (await reader.read(body)) ?? expected;
          expect(read).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads no more than the reader of JSON would, of replies that are broken', async () => {
    const reader = MatrixReader.create();
    await fc.assert(
      fc.asyncProperty(broken, async reply => {
        const body = bytesOf(reply);
        const expected = parsed(body);
        const read = (await reader.read(body)) ?? expected;
        expect(read).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  const rows = (count: number, role = 'total'): Series[] =>
    Array.from({ length: count }, (_, i) => ({
      metric: { nthlayer_role: role, service: `service-${i} "<ü>"` },
      values: [
        [60, String(i)],
        [120.5, '0.25'],
      ],
    }));

  it('knows series again, and new ones from those that are gone', async () => {
    const reader = MatrixReader.create();
    const read = async (result: readonly Series[]) => {
      const body = bytesOf(replyOf(result));
      const columns = await reader.read(body);
      expect(columns).toEqual(parsed(body));
      return columns!.labels;
    };
    const all = rows(1500);
    const first = await read(all);
    expect(await read(all)).toBe(first);
    const without = await read(all.filter((_, i) => i % 7 !== 0));
    expect(without[0]).toBe(first[1]);
    const more = await read([...rows(2, 'events'), ...all.slice(100)]);
    expect(more.at(-1)).toBe(first.at(-1));
    expect(await read(all.slice(100, 200))).toHaveLength(100);
    expect(await read([])).toEqual([]);
    expect(await read([...all].reverse())).toHaveLength(1500);
  });

  it('takes a series that is there twice for none, however it is printed', async () => {
    const reader = MatrixReader.create();
    const whole = replyOf(rows(3));
    expect(await reader.read(bytesOf(whole))).toBeDefined();
    for (const twice of [
      replyOf([...rows(3), rows(1)[0]]),
      replyOf([
        ...rows(3),
        { ...rows(1)[0], metric: { ...rows(1)[0].metric, zone: '' } },
      ]),
      whole.replace('service-1 ', 'service-0 '),
      whole.replace('service-1 ', '\\u0073ervice-0 '),
      whole.replace(
        /"nthlayer_role":"total",("service":"service-)1( [^:]*>\\""|[^}]*)\}/,
        '$10$2,"nthlayer_role":"total"}',
      ),
    ]) {
      expect(twice).not.toBe(whole);
      const body = bytesOf(twice);
      expect(parsed(body)).toBeUndefined();
      expect(await reader.read(body)).toBeUndefined();
    }
    expect(await reader.read(bytesOf(whole))).toBeDefined();
  });

  it('reads labels whatever they are called, and none without a value', async () => {
    const labels = { ['__proto__']: 'x', constructor: 'y' };
    const metric = { ...labels, zone: '' };
    const body = bytesOf(replyOf([{ metric, values: [[60, '1']] }]));
    for (const read of [parsed(body), await MatrixReader.create().read(body)]) {
      expect(Object.entries(read!.labels[0])).toEqual(Object.entries(labels));
    }
  });

  it.each([
    ['of VictoriaMetrics', replyOf(rows(2), false)],
    [
      'with statistics',
      replyOf(rows(2)).replace(/\}$/, ',"stats":{"seriesFetched":"2"}}\n'),
    ],
    ['of Thanos', replyOf(rows(2)).replace(/\}\}$/, ',"analysis":{}}}')],
    [
      'of the query frontend of Thanos',
      replyOf(rows(2)).replace(
        /\}\}$/,
        ',"analysis":{"name":"","executionTime":"0s","children":null}}}',
      ),
    ],
    ['with an end of line', `${replyOf(rows(2))}\n`],
  ])('reads replies %s', async (_, reply) => {
    const body = bytesOf(reply);
    expect(await MatrixReader.create().read(body)).toEqual(parsed(body));
  });

  it.each([
    ['that are partial', replyOf(rows(2), true)],
    [
      'with warnings',
      replyOf(rows(2)).replace(/\}$/, ',"warnings":["incomplete"]}'),
    ],
    [
      'with another result behind',
      replyOf(rows(2)).replace(
        /\}$/,
        ',"data":{"resultType":"matrix","result":[]}}',
      ),
    ],
    [
      'with statistics that are none',
      replyOf(rows(2)).replace(/\}$/, ',"stats":{x}}'),
    ],
    ['with blanks', JSON.stringify(JSON.parse(replyOf(rows(2))), null, 1)],
    ['of errors', '{"status":"error","errorType":"timeout","error":"x"}'],
  ])('leaves replies %s to the reader of JSON', async (_, reply) => {
    expect(await MatrixReader.create().read(bytesOf(reply))).toBeUndefined();
  });
});
