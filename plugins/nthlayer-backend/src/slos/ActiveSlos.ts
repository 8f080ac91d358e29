import { Knex } from 'knex';
import { getCursor, ReadingCursor } from '../cursors/getCursor';
import { ActiveSlo, ReadingProgress } from './SloStore';
import { listActive } from './operations/listActive';
import { listProgress, RevisionProgress } from './operations/listProgress';

interface KnownSlos {
  readonly cursor: ReadingCursor;
  readonly slos: readonly ActiveSlo[];
  /** SLI revisions whose watermark is the cursor's. */
  readonly followers: ReadonlySet<number>;
}

/**
 * The active SLOs of each data source in memory. The cursor of the data source tells what has changed since they were
 * listed, whichever replica has changed it; as long as nothing has, one row is read.
 */
export class ActiveSlos {
  readonly #knex: Knex;
  readonly #known = new Map<string, KnownSlos>();

  static create(options: { knex: Knex }): ActiveSlos {
    return new ActiveSlos(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(dataSource: string): Promise<readonly ActiveSlo[]> {
    const cursor = await getCursor(this.#knex, dataSource);
    if (!cursor) {
      return listActive(this.#knex, { dataSource });
    }
    const known = await this.#bringUp(dataSource, cursor);
    this.#known.set(dataSource, known);
    return known.slos;
  }

  /** What is read here may be newer than the cursor: then it is read once more the next time. */
  async #bringUp(
    dataSource: string,
    cursor: ReadingCursor,
  ): Promise<KnownSlos> {
    const before = this.#known.get(dataSource);
    const areSame = before?.cursor.definitions === cursor.definitions;
    if (areSame && before.cursor.progress === cursor.progress) {
      return moveFollowers(before, cursor);
    }
    const slos = areSame
      ? before.slos
      : await listActive(this.#knex, { dataSource });
    const progress = await listProgress(this.#knex, dataSource);
    const followers = [...progress].filter(([, { follows }]) => follows);
    return {
      cursor,
      slos: slos.flatMap(slo => {
        const reached = progress.get(slo.sliRevisionId);
        return reached ? [withProgress(slo, reached)] : [];
      }),
      followers: new Set(followers.map(([id]) => id)),
    };
  }
}

function moveFollowers(before: KnownSlos, cursor: ReadingCursor): KnownSlos {
  const { watermarkMs } = cursor;
  if (watermarkMs === before.cursor.watermarkMs) {
    return before;
  }
  // most SLOs have been read equally far, and share what says so
  const moved = new Map<ReadingProgress, ReadingProgress>();
  const move = (progress: ReadingProgress) => {
    const known = moved.get(progress) ?? { ...progress, watermarkMs };
    moved.set(progress, known);
    return known;
  };
  return {
    ...before,
    cursor,
    slos: before.slos.map(slo =>
      before.followers.has(slo.sliRevisionId)
        ? { ...slo, progress: move(slo.progress) }
        : slo,
    ),
  };
}

function withProgress(
  { problem: _problem, tries: _tries, ...slo }: ActiveSlo,
  { progress, problem, tries }: RevisionProgress,
): ActiveSlo {
  return {
    ...slo,
    progress,
    ...(problem && { problem }),
    ...(tries && { tries }),
  };
}
