import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  compositeProblem,
  compositeTiles,
  DataSourceProblem,
  SliTiles,
} from '@nthlayer/engine';
import { SliAnswers } from '../../dataSources/readSliTiles';
import { TILE_MS } from '../../durations';
import { ActiveSlo } from '../../slos/SloStore';
import { TileStore, UnpackedTicks } from '../../tiles/TileStore';
import { toSeries } from '../../tiles/toSeries';
import { ActiveComposite } from './compositeLevels';
import { CompositeMembers, Stretch } from './CompositeMembers';

const GROUPS_PER_READ = 50;

/** A composite with those that it is made of, or why it cannot be made. */
interface Made {
  readonly composite: ActiveComposite;
  readonly members: readonly ActiveSlo[];
  readonly problem?: DataSourceProblem;
}

type SeriesOfRevision = Map<number, TileSeries | null>;

/** Makes the tiles of composites from those of their members. No data source is asked. */
export class CompositeReader {
  readonly #tiles: TileStore;

  static create({ tiles }: { tiles: TileStore }): CompositeReader {
    return new CompositeReader(tiles);
  }

  private constructor(tiles: TileStore) {
    this.#tiles = tiles;
  }

  /**
   * Answers by SLI revision; one whose members have not been read over the whole stretch has a problem. Members that
   * were read for this very stretch are taken as they came, since of old minutes the ledger keeps longer sums only; the
   * others are read from there.
   */
  async read(
    composites: readonly ActiveComposite[],
    stretch: Stretch,
    members: CompositeMembers,
  ): Promise<SliAnswers> {
    const made = composites.map(composite =>
      madeOf(composite, members.familyOf(composite), stretch),
    );
    const series = await this.#seriesOf(made, stretch, members);
    return new Map(
      made.map(one => {
        const answer = answerOf(one, stretch, series);
        return [answer.key, answer];
      }),
    );
  }

  async #seriesOf(
    made: readonly Made[],
    stretch: Stretch,
    members: CompositeMembers,
  ): Promise<SeriesOfRevision> {
    const series: SeriesOfRevision = new Map();
    const missing = new Set<number>();
    for (const member of made.flatMap(one => one.members)) {
      const fresh = members.freshOf(member, stretch);
      if (fresh === undefined) {
        missing.add(member.sliRevisionId);
      } else {
        series.set(member.sliRevisionId, fresh);
      }
    }
    await this.#readStored([...missing], stretch, series);
    return series;
  }

  /** A member without groups has one, or none as long as it had no data. */
  async #readStored(
    sliRevisionIds: readonly number[],
    { startMs, endMs }: Stretch,
    series: SeriesOfRevision,
  ): Promise<void> {
    if (sliRevisionIds.length === 0) {
      return;
    }
    const ofRevisions = await this.#tiles.listGroupsOf(sliRevisionIds);
    const groups = [...ofRevisions]
      .map(([revision, [group]]) => ({ revision, group }))
      .sort((one, other) => one.group.id - other.group.id);
    const unpacked: UnpackedTicks = new Map();
    for (let at = 0; at < groups.length; at += GROUPS_PER_READ) {
      const some = groups.slice(at, at + GROUPS_PER_READ);
      const tiers = await this.#tiles.readTiers(
        some.map(({ group }) => group.id),
        { startMs, fiveMinutesFromMs: endMs, minutesFromMs: startMs, endMs },
        unpacked,
      );
      some.forEach(({ revision, group }, index) => {
        const { minutes } = tiers[index];
        series.set(revision, toSeries(minutes, group.labels, startMs));
      });
    }
  }
}

function madeOf(
  composite: ActiveComposite,
  family: readonly ActiveSlo[],
  stretch: Stretch,
): Made {
  const names = new Set(composite.slo.sli.members.map(({ slo }) => slo));
  const members = family.filter(({ slo }) => names.has(slo.name));
  const problem =
    definitionProblem(composite, family) ?? unread(members, stretch);
  return problem ? { composite, members: [], problem } : { composite, members };
}

function answerOf(
  { composite, members, problem }: Made,
  stretch: Stretch,
  seriesOf: SeriesOfRevision,
): SliTiles {
  const key = String(composite.sliRevisionId);
  if (problem) {
    return { key, series: [], problem };
  }
  const series = new Map<string, TileSeries>();
  for (const { sliRevisionId, slo } of members) {
    const tiles = seriesOf.get(sliRevisionId);
    if (tiles) {
      series.set(slo.name, tiles);
    }
  }
  const range = { ...stretch, stepMs: TILE_MS };
  return { key, series: [compositeTiles(composite.slo.sli, series, range)] };
}

function definitionProblem(
  { slo }: ActiveComposite,
  family: readonly ActiveSlo[],
): DataSourceProblem | undefined {
  const problem = compositeProblem(
    slo,
    family.map(member => member.slo),
  );
  return problem && { code: 'query-failed', message: problem.summary };
}

/** The first member that has not been read as far as the composite is to be made. */
function unread(
  members: readonly ActiveSlo[],
  { startMs, endMs }: Stretch,
): DataSourceProblem | undefined {
  const behind = members.find(({ progress }) => {
    const { watermarkMs, backfillReachedMs, backfillFromMs } = progress;
    return (
      watermarkMs < endMs ||
      (backfillReachedMs > startMs && backfillReachedMs > backfillFromMs)
    );
  });
  return (
    behind && {
      code: 'query-failed',
      message: `It is made of ${behind.slo.name}, which has not been read yet.`,
    }
  );
}
