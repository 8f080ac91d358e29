import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { shapeQueries, SliRequest, SliTiles } from '@nthlayer/engine';
import { PrometheusRow } from '../client/rows';
import { answerSlis } from './answerSlis';
import { problemReporter } from './problemReporter';
import { QueryLoad } from './QueryLoad';
import { TileQueries } from './tileQueries';
import { Turns } from './Turns';

const MIN = 60_000;
const range = { startMs: 0, endMs: MIN, stepMs: MIN };

function sliOf(service: string): Sli {
  const matchers = [{ label: 'service', op: '=', value: service }] as const;
  return {
    kind: 'ratio',
    total: { metric: 'm', matchers },
    bad: { metric: 'm_bad', matchers },
    groupBy: [],
  };
}

/** A shape of so many SLIs, with the rows that answer it in one tile. */
function shapeOf(count: number) {
  const requests = Array.from(
    { length: count },
    (_, i): SliRequest => ({
      key: `k${i}`,
      sli: sliOf(`service-${i}`),
    }),
  );
  const [shape] = shapeQueries(requests, {
    stepMs: MIN,
    maxValuesPerQuery: count,
  });
  const row = (i: number, role: string, value: number): PrometheusRow => ({
    labels: { service: `service-${i}`, nthlayer_role: role },
    timesMs: [MIN],
    values: [value],
  });
  const rows = requests.flatMap((_, i) => [
    row(i, 'total', 10),
    row(i, 'events', 1),
  ]);
  return {
    shape,
    rows,
    requests: new Map(requests.map(request => [request.key, request])),
  };
}

function queriesThatAnswer(rows: PrometheusRow[]): TileQueries {
  const none = async () => [];
  return { sent: 0, range: async () => rows, samples: none, vector: none };
}

function answer(
  { shape, rows, requests }: ReturnType<typeof shapeOf>,
  onError?: (error: unknown) => void,
): Promise<SliTiles[]> {
  const queries = queriesThatAnswer(rows);
  const maxQueryLength = async () => Infinity;
  const load = QueryLoad.create({ most: 10_000 });
  const turns = Turns.create();
  const reading = { requests, range, queries, maxQueryLength, load, turns };
  return answerSlis(shape, reading, problemReporter(onError));
}

/** Answers again and again, and counts the microseconds of the processor, beside what the engine does with the rows. */
function cpuCounter(subject: ReturnType<typeof shapeOf>) {
  const answered = subject.shape.answer(subject.rows, range);
  const shape = { ...subject.shape, answer: () => answered };
  let cpu = 0;
  return {
    get cpu() {
      return cpu;
    },
    async answer(times: number) {
      const before = process.cpuUsage();
      for (let time = 0; time < times; time++) {
        await answer({ ...subject, shape });
      }
      const { user, system } = process.cpuUsage(before);
      cpu += user + system;
    },
  };
}

describe('answerSlis', () => {
  it('takes work in proportion to the SLIs, and not to their square', async () => {
    await cpuCounter(shapeOf(1_000)).answer(8);
    const few = cpuCounter(shapeOf(1_000));
    const many = cpuCounter(shapeOf(8_000));
    // as many SLIs of both, in turns, and together long enough for a clock that counts by four milliseconds
    for (let round = 0; round < 12; round++) {
      await few.answer(8);
      await many.answer(1);
    }
    // 1 when in proportion, 8 when not; a busy machine moves it by less than either is away
    expect(many.cpu / few.cpu).toBeLessThan(2.75);
  });

  it('lets other work run while it answers many', async () => {
    let turns = 0;
    let answering = true;
    const count = () => {
      turns += 1;
      if (answering) {
        setImmediate(count);
      }
    };
    setImmediate(count);
    const slis = await answer(shapeOf(4_000));
    answering = false;
    expect(slis).toHaveLength(4_000);
    expect(slis.every(({ series }) => series[0].total[0] === 10)).toBe(true);
    expect(turns).toBeGreaterThanOrEqual(15);
  });

  it('reports a mistake of ours once, and answers with a problem', async () => {
    const subject = shapeOf(3);
    const mistake = new TypeError('x is not a function');
    const shape = {
      ...subject.shape,
      answer: () => {
        throw mistake;
      },
    };
    const onError = jest.fn();
    const slis = await answer({ ...subject, shape }, onError);
    expect(slis.map(({ problem }) => problem?.code)).toEqual([
      'query-failed',
      'query-failed',
      'query-failed',
    ]);
    expect(onError.mock.calls).toEqual([[mistake]]);
  });
});
