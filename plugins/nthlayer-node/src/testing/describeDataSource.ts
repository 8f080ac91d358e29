import { Sli, TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSource, slisOf, SliRequest, TileBatch } from '@nthlayer/engine';

/**
 * A data source to examine, and what it is known to hold.
 *
 * @public
 */
export interface DataSourceUnderTest {
  /** The one to examine. */
  readonly dataSource: DataSource;
  /** Two SLIs, best of different shape, that both have traffic in the range. */
  readonly known: readonly [Sli, Sli];
  /** At least four tiles. Every reading of it must give the same numbers, so it lies in the past. */
  readonly range: TileRange;
  /** An SLI of which nothing is stored. */
  readonly absent: Sli;
}

/**
 * What not every type of data source has.
 *
 * @public
 */
export interface DescribeDataSourceOptions {
  /** The same type of data source with a remote side that cannot be reached; without it that test is skipped. */
  readonly unreachable?: () => Promise<DataSource> | DataSource;
}

function tilesIn({ startMs, endMs, stepMs }: TileRange): number {
  return (endMs - startMs) / stepMs;
}

/** The numbers of a batch by key, group and tile; unknown ones are left out. */
function numbersOf(batch: TileBatch): Map<string, [number, number]> {
  const numbers = new Map<string, [number, number]>();
  for (const { key, series } of batch.slis) {
    for (const { group, startMs, stepMs, bad, total } of series) {
      const labels = JSON.stringify(Object.entries(group).sort());
      total.forEach((events, tile) => {
        if (!Number.isNaN(events)) {
          const at = `${key} ${labels} ${startMs + tile * stepMs}`;
          numbers.set(at, [bad[tile], events]);
        }
      });
    }
  }
  return numbers;
}

function requireWellFormed(batch: TileBatch, range: TileRange): void {
  for (const { series } of batch.slis) {
    const groups = series.map(({ group }) =>
      JSON.stringify(Object.entries(group).sort()),
    );
    expect(new Set(groups).size).toBe(groups.length);
    for (const { startMs, stepMs, bad, total } of series) {
      expect(stepMs).toBe(range.stepMs);
      expect((startMs - range.startMs) % stepMs).toBe(0);
      expect(startMs).toBeGreaterThanOrEqual(range.startMs);
      expect(startMs + total.length * stepMs).toBeLessThanOrEqual(range.endMs);
      expect(bad).toHaveLength(total.length);
      expect([...bad].map(Number.isNaN)).toEqual([...total].map(Number.isNaN));
      const isWrong = (count: number) =>
        count < 0 || count > Number.MAX_SAFE_INTEGER;
      expect([...bad, ...total].filter(isWrong)).toEqual([]);
    }
  }
}

async function requireProblems(
  gone: DataSource | undefined,
  requests: readonly SliRequest[],
  range: TileRange,
): Promise<void> {
  const batch = await gone?.readTiles(requests, range);
  expect(batch?.slis).toEqual(
    requests.map(({ key }) => ({
      key,
      series: [],
      problem: { code: expect.any(String), message: expect.any(String) },
    })),
  );
  expect(await gone?.health()).toMatchObject({ state: 'down' });
}

/**
 * Proves that a data source keeps the contract of `DataSource`. Call it in a test file under Jest; `setUp` runs once
 * before its tests, what it started is for the caller's `afterAll` to stop.
 *
 * @public
 */
export function describeDataSource(
  name: string,
  setUp: () => Promise<DataSourceUnderTest> | DataSourceUnderTest,
  { unreachable }: DescribeDataSourceOptions = {},
): void {
  describe(`${name} as a data source`, () => {
    let subject: DataSourceUnderTest;
    let both: SliRequest[];

    beforeAll(async () => {
      subject = await setUp();
      both = subject.known.map((sli, i) => ({ key: `known-${i}`, sli }));
    });

    const read = (requests: readonly SliRequest[], range = subject.range) =>
      subject.dataSource.readTiles(requests, range);

    it('says who it is', () => {
      const { id, scrapeIntervalMs, simulated } = subject.dataSource;
      expect(id).not.toBe('');
      expect(scrapeIntervalMs).toBeGreaterThan(0);
      expect(typeof simulated).toBe('boolean');
    });

    it('is up', async () => {
      const health = await subject.dataSource.health();
      expect(health.state).toBe('up');
      expect(health.problem).toBeUndefined();
    });

    it('reads tiles with traffic, on the grid, within the range', async () => {
      const batch = await read(both);
      requireWellFormed(batch, subject.range);
      expect(batch.queries).toBeGreaterThan(0);
      for (const { key, problem } of batch.slis) {
        expect(problem).toBeUndefined();
        const events = [...numbersOf(batch)]
          .filter(([at]) => at.startsWith(`${key} `))
          .map(([, [, total]]) => total);
        expect(Math.max(0, ...events)).toBeGreaterThan(0);
      }
    });

    it('answers every key once', async () => {
      const requests = [...both, { key: 'absent', sli: subject.absent }];
      const { slis } = await read(requests);
      expect(slis.map(({ key }) => key).sort()).toEqual([
        'absent',
        'known-0',
        'known-1',
      ]);
    });

    it('takes what it does not hold as unknown, and not as a failure', async () => {
      const batch = await read([{ key: 'absent', sli: subject.absent }]);
      expect(batch.slis[0].problem).toBeUndefined();
      expect(numbersOf(batch).size).toBe(0);
    });

    it('gives the same numbers again, and for one SLI alone', async () => {
      const together = numbersOf(await read(both));
      expect(numbersOf(await read(both))).toEqual(together);
      const [first, second] = await Promise.all(
        both.map(async request => numbersOf(await read([request]))),
      );
      expect(new Map([...first, ...second])).toEqual(together);
    });

    it('gives the same numbers in tables, where it has any', async () => {
      const { dataSource, range } = subject;
      const options = { inTables: true };
      const batch = await dataSource.readTiles(both, range, options);
      const { slis, tables = [], queries } = batch;
      const all = { slis: [...slis, ...tables.flatMap(slisOf)], queries };
      expect(all.slis.map(({ key }) => key).sort()).toEqual([
        'known-0',
        'known-1',
      ]);
      expect(numbersOf(all)).toEqual(numbersOf(await read(both)));
    });

    it('gives two parts of a range the numbers of the whole', async () => {
      const { range } = subject;
      const middleMs =
        range.startMs + Math.floor(tilesIn(range) / 2) * range.stepMs;
      const whole = numbersOf(await read(both));
      const parts = await Promise.all([
        read(both, { ...range, endMs: middleMs }),
        read(both, { ...range, startMs: middleMs }),
      ]);
      expect(new Map(parts.flatMap(part => [...numbersOf(part)]))).toEqual(
        whole,
      );
    });

    it('has no tiles for an empty range, and no query for no SLI', async () => {
      const { range } = subject;
      const empty = await read(both, { ...range, endMs: range.startMs });
      expect(numbersOf(empty).size).toBe(0);
      expect(await read([])).toEqual({ slis: [], queries: 0 });
    });

    it('answers with a problem when it is given up', async () => {
      const { slis } = await subject.dataSource.readTiles(both, subject.range, {
        signal: AbortSignal.abort(),
      });
      expect(slis.map(({ series }) => series)).toEqual([[], []]);
      expect(slis.map(({ problem }) => problem?.code)).toEqual([
        'timeout',
        'timeout',
      ]);
    });

    const itIfThereIsOne = unreachable ? it : it.skip;
    itIfThereIsOne('answers with problems when nobody is there', async () =>
      requireProblems(await unreachable?.(), both, subject.range),
    );
  });
}
