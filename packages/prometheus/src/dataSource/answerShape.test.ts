import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { slisOf } from '@nthlayer/engine';
import {
  LocalServer,
  matrixReply,
  sendJson,
  startLocalServer,
} from '../__testUtils__/localServer';
import { PrometheusDataSource } from './prometheusDataSource';

const MIN = 60_000;

/** Counters of a minute by service; the bad ones of it. */
let counts: Record<string, [total: number, bad?: number]>;
let isForeign = false;
/** Of each row. */
let tenant: string | undefined;
let server: LocalServer;

beforeAll(async () => {
  server = await startLocalServer(({ form, path }, response) => {
    if (!path.endsWith('query_range')) {
      sendJson(response, {}, 404);
      return;
    }
    const [start, end] = [Number(form.get('start')), Number(form.get('end'))];
    const query = form.get('query') ?? '';
    const rows = Object.entries(counts)
      .filter(([service]) => isForeign || query.includes(service))
      .flatMap(([service, values]) =>
        values.map((count, index) => ({
          metric: {
            nthlayer_role: index === 0 ? 'total' : 'events',
            service,
            ...(tenant !== undefined && { tenant }),
          },
          values: Array.from(
            { length: (end - start) / 60 + 1 },
            (_, i): [number, string] => [start + 60 * i, String(count)],
          ),
        })),
      );
    sendJson(response, matrixReply(rows));
  });
});
afterAll(() => server.close());

function sliOf(service: string): Sli {
  const matchers = [{ label: 'service', op: '=', value: service }] as const;
  return {
    kind: 'ratio',
    total: { metric: 'm', matchers },
    bad: { metric: 'm_bad', matchers },
    groupBy: [],
  };
}

const requests = ['one', 'two', 'three'].map(key => ({ key, sli: sliOf(key) }));

function readerOf() {
  const source = PrometheusDataSource.create({
    id: 'main',
    url: server.url,
    scrapeIntervalMs: 15_000,
    retry: { retries: 0 },
  });
  return (minute: number, minutes = 1, slis = requests) =>
    source.readTiles(
      slis,
      { startMs: minute * MIN, endMs: (minute + minutes) * MIN, stepMs: MIN },
      { inTables: true },
    );
}

describe('answers in tables', () => {
  beforeEach(() => {
    isForeign = false;
    tenant = undefined;
    counts = { one: [10, 1], three: [30, 3], two: [20, 2] };
  });

  it('are of the same series from minute to minute, whichever come', async () => {
    const read = readerOf();
    const first = await read(0);
    expect(first.slis).toEqual([]);
    expect(first.tables).toHaveLength(1);
    const [{ series, bad, total }] = first.tables!;
    expect(series.map(({ key }) => key).sort()).toEqual([
      'one',
      'three',
      'two',
    ]);
    const at = (key: string) => series.findIndex(each => each.key === key);
    expect([bad[at('two')], total[at('two')]]).toEqual([2, 20]);

    counts = { one: [11, 0], three: [31] };
    const [second] = (await read(1)).tables!;
    expect(second.series).toBe(series);
    expect([second.bad[at('one')], second.total[at('one')]]).toEqual([0, 11]);
    expect(second.total[at('two')]).toBe(NaN);
    expect(second.total[at('three')]).toBe(31);
    expect(slisOf(second).find(({ key }) => key === 'two')?.series).toEqual([]);

    counts = { one: [12, 1], three: [32, 1], two: [22, 1], four: [1, 1] };
    const [third] = (await read(2, 3)).tables!;
    expect(third.series).toBe(series);
    expect([...third.total.subarray(3 * at('two'), 3 * at('two') + 3)]).toEqual(
      [22, 22, 22],
    );
  });

  it('are refused as others are, also when the minute before was right', async () => {
    const read = readerOf();
    expect((await read(0)).tables).toHaveLength(1);
    isForeign = true;
    counts = { ...counts, stranger: [1, 1] };
    const refused = await read(1);
    expect(refused.tables).toEqual([]);
    expect(refused.slis.map(({ problem }) => problem?.code)).toEqual([
      'bad-reply',
      'bad-reply',
      'bad-reply',
    ]);
    counts = { one: [10, 1] };
    expect((await read(2)).tables).toHaveLength(1);
    tenant = 'x';
    expect((await read(3)).tables).toEqual([]);
  });

  it('leave out what is not read here', async () => {
    const composite: Sli = {
      kind: 'composite',
      combine: 'worst',
      members: [],
      groupBy: [],
    } as unknown as Sli;
    const slis = [...requests, { key: 'all', sli: composite }];
    const read = await readerOf()(0, 1, slis);
    expect(read.slis).toMatchObject([
      { key: 'all', problem: { code: 'query-failed' } },
    ]);
    expect(read.tables?.[0].keys).toHaveLength(3);
  });
});
