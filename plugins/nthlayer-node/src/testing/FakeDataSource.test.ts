import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { describeDataSource } from './describeDataSource';
import { FakeDataSource } from './FakeDataSource';

const MIN = 60_000;
const range = { startMs: 10 * MIN, endMs: 20 * MIN, stepMs: MIN };

function counter(labels: Record<string, string>, perMinute: number) {
  const minutes = Array.from({ length: 25 }, (_, i) => i);
  return {
    labels,
    timesMs: Float64Array.from(minutes, minute => minute * MIN),
    values: Float64Array.from(minutes, minute => minute * perMinute),
  };
}

function availability(service: string): Sli {
  const matcher = { label: 'service', op: '=', value: service } as const;
  return {
    kind: 'ratio',
    total: { metric: 'requests', matchers: [matcher] },
    bad: {
      metric: 'requests',
      matchers: [matcher, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy: [],
  };
}

const latency: Sli = {
  kind: 'latency',
  bucket: { metric: 'seconds_bucket', matchers: [] },
  total: { metric: 'seconds_count', matchers: [] },
  thresholdMs: 250,
  unitMs: 1000,
  groupBy: ['route'],
};

function filled() {
  const source = FakeDataSource.create();
  source.setCounters('requests', [
    counter({ service: 'a', status: '200' }, 9),
    counter({ service: 'a', status: '500' }, 1),
    counter({ service: 'b', status: '200' }, 100),
  ]);
  source.setCounters('seconds_count', [counter({ route: '/x' }, 10)]);
  source.setCounters('seconds_bucket', [
    counter({ route: '/x', le: '0.25' }, 8),
    counter({ route: '/x', le: '0.5' }, 10),
  ]);
  return source;
}

describeDataSource(
  'FakeDataSource',
  () => ({
    dataSource: filled(),
    known: [availability('a'), latency],
    range,
    absent: availability('nobody'),
  }),
  {
    unreachable: () => {
      const source = FakeDataSource.create();
      source.setProblem({ code: 'unreachable', message: 'Gone' });
      return source;
    },
  },
);

describe('FakeDataSource', () => {
  it('counts what its counters say, and remembers what was asked', async () => {
    const source = filled();
    const { slis } = await source.readTiles(
      [
        { key: 'a', sli: availability('a') },
        { key: 'l', sli: latency },
      ],
      range,
    );
    expect(
      slis.map(({ series: [s] }) => [s.group, s.bad[3], s.total[3]]),
    ).toEqual([
      [{}, 1, 10],
      [{ route: '/x' }, 2, 10],
    ]);
    expect(source.readings).toEqual([{ keys: ['a', 'l'], range }]);
  });

  it('fails one metric alone, and is mended', async () => {
    const source = filled();
    const problem = { code: 'bad-reply', message: 'HTML' } as const;
    const read = async () => {
      const { slis } = await source.readTiles(
        [
          { key: 'a', sli: availability('a') },
          { key: 'l', sli: latency },
        ],
        range,
      );
      return slis.map(sli => sli.problem);
    };
    source.setProblem(problem, 'requests');
    expect(await read()).toEqual([problem, undefined]);
    source.setProblem(undefined, 'requests');
    expect(await read()).toEqual([undefined, undefined]);
  });
});
