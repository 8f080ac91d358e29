import {
  GroupLabels,
  Sli,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DataSourceHealth,
  DataSourceProblem,
  SliRequest,
  TileBatch,
  TileReadOptions,
} from '@nthlayer/engine';
import { Tabulator } from './Tabulator';

/** Events of one tile; none means unknown. */
export type Counts = (
  tileStartMs: number,
  sli: Sli,
  group?: GroupLabels,
) => { bad: number; total: number } | undefined;

/** A data source whose every tile is known to the test. */
export class FakeDataSource implements DataSource {
  readonly id: string;
  readonly simulated = false;
  readonly scrapeIntervalMs = 15_000;
  delayMs = 0;
  readonly reads: { keys: string[]; range: TileRange }[] = [];
  counts: Counts = () => ({ bad: 1, total: 100 });
  /** Of each SLI. */
  groups: readonly GroupLabels[] = [{}];
  /** In place of `groups`. */
  groupsOf: (sli: Sli) => readonly GroupLabels[] = () => this.groups;
  /** Answered for the SLIs that it matches. */
  problem?: { problem: DataSourceProblem; matches?: (sli: Sli) => boolean };
  /** What happens before an answer: nothing, an exception or no end. */
  mishap: 'none' | 'throws' | 'hangs' = 'none';
  healthState: DataSourceHealth = { state: 'up' };

  readonly #tabulator = new Tabulator();

  constructor(id: string = 'main') {
    this.id = id;
  }

  async readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    options: TileReadOptions = {},
  ): Promise<TileBatch> {
    this.reads.push({ keys: slis.map(sli => sli.key), range });
    if (this.mishap === 'throws') {
      throw new Error('connect ECONNREFUSED 10.0.0.1:9090');
    }
    if (this.mishap === 'hangs') {
      return new Promise(() => {});
    }
    const batch = {
      queries: 1,
      slis: slis.map(({ key, sli }) =>
        this.problem && (this.problem.matches?.(sli) ?? true)
          ? { key, series: [], problem: this.problem.problem }
          : {
              key,
              series: this.groupsOf(sli).map(group =>
                tileSeries(range, t => this.counts(t, sli, group), group),
              ),
            },
      ),
    };
    return this.inForm(batch, range, options);
  }

  /** In tables where they are asked for. */
  protected inForm(
    batch: TileBatch,
    range: TileRange,
    { inTables }: TileReadOptions,
  ): TileBatch {
    return inTables ? this.#tabulator.tabulate(batch, range) : batch;
  }

  async health(): Promise<DataSourceHealth> {
    return this.healthState;
  }
}

/** Tiles of a group over a range. */
export function tileSeries(
  range: TileRange,
  counts: (
    tileStartMs: number,
  ) => { bad: number; total: number } | undefined = () => ({
    bad: 1,
    total: 100,
  }),
  group: GroupLabels = {},
) {
  const length = (range.endMs - range.startMs) / range.stepMs;
  const bad = new Float64Array(length).fill(NaN);
  const total = new Float64Array(length).fill(NaN);
  for (let index = 0; index < length; index++) {
    const tile = counts(range.startMs + index * range.stepMs);
    bad[index] = tile?.bad ?? NaN;
    total[index] = tile?.total ?? NaN;
  }
  return { group, startMs: range.startMs, stepMs: range.stepMs, bad, total };
}
