import {
  CompositeSli,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  compositeProblem,
  compositeTiles,
  DataSourceProblem,
  SliTiles,
} from '@nthlayer/engine';
import { SliAnswers } from '../dataSources/readSliTiles';
import { TILE_MS } from '../durations';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';

/** An SLO that is made of others of its service. */
export interface ActiveComposite extends ActiveSlo {
  readonly slo: ActiveSlo['slo'] & { readonly sli: CompositeSli };
}

/** Whether an SLO is made of others, so that no data source is asked for it. */
export function isComposite(active: ActiveSlo): active is ActiveComposite {
  return active.slo.sli.kind === 'composite';
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** Makes the tiles of composites from those that the ledger holds of their members. No data source is asked. */
export class CompositeReader {
  readonly #slos: SloStore;
  readonly #tiles: TileStore;

  static create(stores: { slos: SloStore; tiles: TileStore }): CompositeReader {
    return new CompositeReader(stores);
  }

  private constructor({ slos, tiles }: { slos: SloStore; tiles: TileStore }) {
    this.#slos = slos;
    this.#tiles = tiles;
  }

  /**
   * Answers by SLI revision; one whose members have not been read over the whole stretch has a problem. Members that
   * were read for this very stretch are taken as they came: of old minutes the ledger keeps longer sums only.
   */
  async read(
    composites: readonly ActiveComposite[],
    stretch: Stretch,
    fresh: SliAnswers = new Map(),
  ): Promise<SliAnswers> {
    const entityRefs = [...new Set(composites.map(each => each.entityRef))];
    const active = await this.#slos.listActive({ entityRefs });
    const answers = new Map<string, SliTiles>();
    for (const composite of composites) {
      const family = active.filter(
        ({ entityRef, environment }) =>
          entityRef === composite.entityRef &&
          environment === composite.environment,
      );
      const key = String(composite.sliRevisionId);
      answers.set(
        key,
        await this.#answer(composite, family, { stretch, fresh }),
      );
    }
    return answers;
  }

  async #answer(
    composite: ActiveComposite,
    family: readonly ActiveSlo[],
    { stretch, fresh }: { stretch: Stretch; fresh: SliAnswers },
  ): Promise<SliTiles> {
    const key = String(composite.sliRevisionId);
    const { sli } = composite.slo;
    const names = new Set(sli.members.map(({ slo }) => slo));
    const members = family.filter(({ slo }) => names.has(slo.name));
    const problem =
      definitionProblem(composite, family) ?? unread(members, stretch);
    if (problem) {
      return { key, series: [], problem };
    }
    const series = new Map<string, TileSeries>();
    for (const member of members) {
      const read = fresh.get(String(member.sliRevisionId));
      const tiles =
        read && !read.problem
          ? read.series[0]
          : await this.#readMember(member, stretch);
      if (tiles) {
        series.set(member.slo.name, tiles);
      }
    }
    const range = { ...stretch, stepMs: TILE_MS };
    return { key, series: [compositeTiles(sli, series, range)] };
  }

  /** A member without groups has one, or none as long as it had no data. */
  async #readMember(
    { sliRevisionId }: ActiveSlo,
    { startMs, endMs }: Stretch,
  ): Promise<TileSeries | undefined> {
    const [group] = await this.#tiles.listGroups(sliRevisionId);
    return group && this.#tiles.readTiles(group, startMs, endMs);
  }
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

/** Composites by how far they are from what is measured: one is made after those that it is made of. */
export function compositeLevels(
  active: readonly ActiveSlo[],
): ActiveComposite[][] {
  const waiting = new Set(active.filter(isComposite));
  const levels: ActiveComposite[][] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      composite => ![...waiting].some(other => isMadeOf(composite, other)),
    );
    // what is left goes round in a circle, and is told so
    const level = ready.length > 0 ? ready : [...waiting];
    level.forEach(composite => waiting.delete(composite));
    levels.push(level);
  }
  return levels;
}

function isMadeOf(composite: ActiveComposite, other: ActiveSlo): boolean {
  return (
    other.entityRef === composite.entityRef &&
    other.environment === composite.environment &&
    composite.slo.sli.members.some(({ slo }) => slo === other.slo.name)
  );
}
