import { Knex } from 'knex';
import { inBatches } from '../database/inBatches';
import { ReadingCursorRow, SliRevisionRow } from '../database/tables';
import { ofCurrentVersion } from '../slos/operations/ofCurrentVersion';
import { Followers } from './Followers';
import { touchProgress } from './touchProgress';

const REVISIONS_PER_STATEMENT = 500;

/** SLI revisions of one data source that have been read over [startMs, endMs). */
export interface ReadStretch {
  readonly startMs: number;
  readonly endMs: number;
  readonly sliRevisionIds: readonly number[];
}

const READ = {
  unread_from_ms: null,
  problem_code: null,
  problem_message: null,
  problem_since_ms: null,
};

/**
 * Moves the watermarks that still stand where the reader found them: compare and set. Answers whose they are. Where the
 * cursor of the data source moves, those who follow it move with it; who was not read stays behind by itself, and who was
 * read up to the same time follows from now on. Nobody else moves any of them until the transaction ends.
 */
export async function moveWatermarks(
  tx: Knex.Transaction,
  stretch: ReadStretch,
  followers: Followers,
): Promise<ReadonlySet<number>> {
  const cursor = await moveCursor(tx, stretch);
  if (cursor) {
    return moveTogether(tx, stretch, { cursor, followers });
  }
  await touchProgress(tx, stretch.sliRevisionIds);
  const to = { watermark_ms: stretch.endMs };
  return new Set(await moveApart(tx, stretch, to));
}

async function moveCursor(
  tx: Knex.Transaction,
  { startMs, endMs, sliRevisionIds }: ReadStretch,
): Promise<ReadingCursorRow | undefined> {
  const [cursor]: ReadingCursorRow[] = await tx<ReadingCursorRow>(
    'reading_cursors',
  )
    .where(
      'data_source',
      tx<SliRevisionRow>('sli_revisions')
        .where('id', sliRevisionIds[0])
        .select('data_source'),
    )
    .where(query =>
      query.where('watermark_ms', startMs).orWhere('followers', 0),
    )
    .update({ watermark_ms: endMs })
    .returning('*');
  return cursor;
}

async function moveTogether(
  tx: Knex.Transaction,
  { startMs, sliRevisionIds }: ReadStretch,
  { cursor, followers }: { cursor: ReadingCursorRow; followers: Followers },
): Promise<ReadonlySet<number>> {
  const { data_source: dataSource } = cursor;
  const progress = Number(cursor.progress);
  const before = await followers.of(tx, dataSource, progress);
  if (followers.areAll(before, sliRevisionIds)) {
    return before;
  }
  const read = new Set(sliRevisionIds);
  const left = [...before].filter(id => !read.has(id));
  await stayBehind(tx, left, startMs);
  const alone = sliRevisionIds.filter(id => !before.has(id));
  const joined = await moveApart(
    tx,
    { startMs, sliRevisionIds: alone },
    { follows: true },
  );
  if (left.length === 0 && joined.length === 0) {
    if (alone.length === 0) {
      followers.rememberAll(before, sliRevisionIds);
    }
    return before;
  }
  const ids = new Set([...before, ...joined]);
  left.forEach(id => ids.delete(id));
  await tx<ReadingCursorRow>('reading_cursors')
    .where('data_source', dataSource)
    .update({ followers: ids.size, progress: progress + 1 });
  followers.remember(tx, dataSource, { progress: progress + 1, ids });
  return ids;
}

async function stayBehind(
  tx: Knex.Transaction,
  ids: readonly number[],
  watermarkMs: number,
): Promise<void> {
  await inBatches(ids, REVISIONS_PER_STATEMENT, async batch => {
    await tx<SliRevisionRow>('sli_revisions')
      .whereIn('id', batch)
      .update({ follows: false, watermark_ms: watermarkMs });
  });
}

/**
 * Of those that go by themselves, the ones that stand at `startMs`. Not those that are no more of an SLO by now: nobody
 * would read them again, and the cursor would wait for them.
 */
async function moveApart(
  tx: Knex.Transaction,
  { startMs, sliRevisionIds }: Omit<ReadStretch, 'endMs'>,
  to: Partial<SliRevisionRow>,
): Promise<number[]> {
  const moved: number[] = [];
  await inBatches(sliRevisionIds, REVISIONS_PER_STATEMENT, async batch => {
    const rows = await tx<SliRevisionRow>('sli_revisions')
      .whereIn('id', batch)
      .where({ follows: false, watermark_ms: startMs })
      .whereExists(currentVersion(tx))
      .update({ ...READ, ...to })
      .returning('id');
    moved.push(...rows.map(row => row.id));
  });
  return moved;
}

/** Of the SLO that an SLI revision is of, while it is there and counts this one. */
function currentVersion(tx: Knex.Transaction): Knex.QueryBuilder {
  return tx('slos')
    .join('slo_versions', ofCurrentVersion)
    .whereRaw('slos.id = sli_revisions.slo_id')
    .whereRaw('slo_versions.sli_revision_id = sli_revisions.id')
    .whereNull('slos.retired_at_ms');
}
