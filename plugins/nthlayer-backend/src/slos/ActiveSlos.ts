import { Knex } from 'knex';
import { getCursor, ReadingCursor } from '../cursors/getCursor';
import { startPausing } from '../startPausing';
import { MovingProgress } from './MovingProgress';
import { ActiveSlo, ReadingProgress } from './SloStore';
import { listActive } from './operations/listActive';
import { listProgress, RevisionProgress } from './operations/listProgress';
import { relistActive } from './operations/relistActive';

/** An SLO whose progress is replaced when anything but its watermark is another one. */
type ListedSlo = Omit<ActiveSlo, 'progress'> & { progress: ReadingProgress };

interface KnownSlos {
  readonly cursor: ReadingCursor;
  readonly slos: readonly ListedSlo[];
  /** Of those whose watermark is the cursor's, and of nobody else. */
  readonly followers: ReadonlySet<MovingProgress>;
}

/**
 * The active SLOs of each data source in memory. The cursor of the data source tells what has changed since they were
 * listed, whichever replica has changed it; as long as nothing has, one row is read. Where only the cursor has moved, the
 * very same list is answered, and what is listed of progress moves on in it: what follows from the list stays true.
 */
export class ActiveSlos {
  readonly #knex: Knex;
  readonly #known = new Map<string, KnownSlos>();
  /** When the last one to ask has been answered. */
  readonly #answered = new Map<string, Promise<void>>();

  static create(options: { knex: Knex }): ActiveSlos {
    return new ActiveSlos(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** One after the other: what is read of progress is put in SLOs that all lists share. */
  list(dataSource: string): Promise<readonly ActiveSlo[]> {
    const before = this.#answered.get(dataSource) ?? Promise.resolve();
    const listed = before.then(() => this.#list(dataSource));
    const settled = listed.then(
      () => {},
      () => {},
    );
    this.#answered.set(dataSource, settled);
    return listed;
  }

  async #list(dataSource: string): Promise<readonly ActiveSlo[]> {
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
      moveFollowers(before, cursor);
      return { ...before, cursor };
    }
    const slos = areSame ? before.slos : await this.#relist(dataSource, before);
    const progress = await listProgress(this.#knex, dataSource);
    const listed: ListedSlo[] = [];
    const followers = new Set<MovingProgress>();
    const pause = startPausing();
    for (const slo of slos) {
      const reached = progress.get(slo.sliRevisionId);
      if (reached) {
        const one = withProgress(slo, reached);
        listed.push(one);
        if (reached.follows) {
          followers.add(reached.progress);
        }
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    return { cursor, slos: listed, followers };
  }

  #relist(
    dataSource: string,
    before: KnownSlos | undefined,
  ): Promise<readonly ActiveSlo[]> {
    return before
      ? relistActive(this.#knex, dataSource, before.slos)
      : listActive(this.#knex, { dataSource });
  }
}

function moveFollowers(
  { cursor: before, followers }: KnownSlos,
  { watermarkMs }: ReadingCursor,
): void {
  if (watermarkMs !== before.watermarkMs) {
    followers.forEach(progress => {
      progress.watermarkMs = watermarkMs;
    });
  }
}

/** The very same SLO where nothing else is to be said of it, as of most. */
function withProgress(
  listed: ListedSlo,
  { progress, problem, tries }: RevisionProgress,
): ListedSlo {
  if (!listed.problem && !listed.tries && !problem && !tries) {
    listed.progress = progress;
    return listed;
  }
  const { problem: _problem, tries: _tries, ...slo } = listed;
  return {
    ...slo,
    progress,
    ...(problem && { problem }),
    ...(tries && { tries }),
  };
}
