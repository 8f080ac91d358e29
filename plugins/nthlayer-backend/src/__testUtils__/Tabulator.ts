import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey, SliTiles, TileBatch, TileTable } from '@nthlayer/engine';

/** One of so many SLIs stays by itself, so that both forms come together. */
const BY_ITSELF = 5;

/** Answers in tables as a source does that reads many SLIs at once: the same series are the same list again. */
export class Tabulator {
  readonly #lists = new Map<string, TileTable['series']>();

  tabulate(batch: TileBatch, range: TileRange): TileBatch {
    const { startMs, endMs, stepMs } = range;
    const tiles = (endMs - startMs) / stepMs;
    const canBe = ({ key, series, problem }: SliTiles) =>
      !problem &&
      Number(key) % BY_ITSELF > 0 &&
      new Set(series.map(({ group }) => groupKey(group))).size ===
        series.length &&
      series.every(
        one => one.startMs === startMs && one.total.length === tiles,
      );
    const members = batch.slis.filter(canBe);
    const all = members.flatMap(({ key, series }) =>
      series.map(({ group, bad, total }) => ({
        name: { key, group },
        bad,
        total,
      })),
    );
    const series = this.#listOf(all.map(({ name }) => name));
    const table: TileTable = {
      keys: members.map(({ key }) => key),
      series,
      range,
      tiles,
      bad: Float64Array.from(all.flatMap(({ bad }) => [...bad])),
      total: Float64Array.from(all.flatMap(({ total }) => [...total])),
    };
    return {
      ...batch,
      slis: batch.slis.filter(sli => !canBe(sli)),
      tables: [table],
    };
  }

  #listOf(series: TileTable['series']): TileTable['series'] {
    const text = JSON.stringify(series);
    const known = this.#lists.get(text) ?? series;
    this.#lists.set(text, known);
    return known;
  }
}
