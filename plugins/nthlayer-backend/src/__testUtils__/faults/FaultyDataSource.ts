import {
  Sli,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  SliRequest,
  SliTiles,
  TileBatch,
  TileReadOptions,
} from '@nthlayer/engine';
import { setTimeout } from 'node:timers/promises';
import { FakeDataSource, tileSeries } from '../FakeDataSource';
import { Random } from './random';
import { groupsOf, NONSENSE, trueCounts } from './truth';

/** Longer than a tick of the simulation waits. */
export const SLOW_MS = 4;

/** What goes wrong with one answer. */
export type SourceFault =
  | 'none'
  | 'throws'
  | 'error'
  | 'some-errors'
  | 'left-out'
  | 'strangers'
  | 'duplicates'
  | 'slow';

/** Tells the truth, or fails in some way; what it cannot tell it garbles. */
export class FaultyDataSource extends FakeDataSource {
  readonly #random: Random;
  fault: SourceFault = 'none';
  /** What is read is not true: whoever reads it may not be able to write it. */
  lies = false;

  constructor(random: Random) {
    super('main');
    this.#random = random;
  }

  async readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    options: TileReadOptions = {},
  ): Promise<TileBatch> {
    if (this.fault === 'throws') {
      throw new Error('connect ECONNREFUSED');
    }
    if (this.fault === 'slow') {
      await setTimeout(SLOW_MS);
    }
    const answers = slis.map(({ key, sli }, index): SliTiles => {
      const failed =
        this.fault === 'error' || (this.fault === 'some-errors' && index === 0);
      return failed
        ? {
            key,
            series: [],
            problem: { code: 'query-failed', message: 'Many' },
          }
        : { key, series: this.#series(sli, range) };
    });
    const batch = {
      queries: 1,
      slis: this.fault === 'left-out' ? answers.slice(1) : answers,
    };
    return this.inForm(batch, range, options);
  }

  #series(sli: Sli, range: TileRange): TileSeries[] {
    return groupsOf(sli).flatMap(group =>
      this.#seriesOfGroup(sli, range).map(series => ({ ...series, group })),
    );
  }

  #seriesOfGroup(sli: Sli, range: TileRange): TileSeries[] {
    if (this.lies) {
      return [tileSeries(range, () => ({ bad: 3, total: 100_000 }))];
    }
    const truth = tileSeries(
      range,
      at => trueCounts(at, sli) ?? this.#random.pick(NONSENSE),
    );
    if (this.fault === 'duplicates') {
      return [tileSeries(range, () => ({ bad: 1, total: 1 })), truth].map(
        (series, index) => (index === 0 ? onlyKnown(series, truth) : series),
      );
    }
    if (this.fault === 'strangers') {
      const { startMs, endMs, stepMs } = range;
      const ahead = { startMs: endMs, endMs: endMs + 3 * stepMs, stepMs };
      const behind = { startMs: startMs - 3 * stepMs, endMs: startMs, stepMs };
      return [truth, tileSeries(ahead), tileSeries(behind)];
    }
    return [truth];
  }
}

/** Another series of the same group, known where the right one is. */
function onlyKnown(
  series: ReturnType<typeof tileSeries>,
  { bad, total }: ReturnType<typeof tileSeries>,
) {
  const isKnown = (tile: number) =>
    Number.isFinite(total[tile]) && bad[tile] >= 0 && bad[tile] <= total[tile];
  return {
    ...series,
    bad: series.bad.map((count, tile) => (isKnown(tile) ? count : NaN)),
    total: series.total.map((count, tile) => (isKnown(tile) ? count : NaN)),
  };
}
