import { countedGroups, GROUP_SILENCE_MS } from '@nthlayer/engine';
import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow, TileGroupRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

const REVISIONS_PER_TRANSACTION = 20;
const GROUPS_PER_STATEMENT = 500;

interface Options {
  readonly nowMs: number;
  readonly fence: Lease | undefined;
}

/** A group as it is judged. */
interface JudgedGroup {
  readonly id: number;
  readonly newestMs: number;
  readonly isRetired: boolean;
}

/**
 * Judges which groups count, by their newest tiles that are stored: when ticks have been sealed, and so that everybody
 * sees the same. Groups that were left out are forgotten when there has been none for as long.
 */
export async function retireGroups(
  knex: Knex,
  { nowMs, fence }: Options,
): Promise<void> {
  const beforeMs = nowMs - GROUP_SILENCE_MS;
  await perSource(knex, await changedRevisions(knex), async batch => {
    await fenced(knex, fence, tx => judge(tx, batch));
  });
  await perSource(knex, await notFull(knex, beforeMs), async batch => {
    await fenced(knex, fence, async tx => {
      await touchProgress(tx, batch);
      await tx<SliRevisionRow>('sli_revisions')
        .whereIn('id', batch)
        .where('left_out_at_ms', '<=', beforeMs)
        .update({ left_out_since_ms: null, left_out_at_ms: null });
    });
  });
}

/**
 * Those whose groups may not count as they should. A group whose newest tile nobody follows has another one beside it now,
 * and those that are left out may have outlived the others.
 */
async function changedRevisions(knex: Knex): Promise<number[]> {
  const counted: number[] = await knex<TileGroupRow>('tile_groups')
    .whereNull('retired_at_ms')
    .groupBy('sli_revision_id')
    .havingRaw(
      'count(*) > 1 and (count(newest_ms) < count(*) or max(newest_ms) - min(newest_ms) >= ?)',
      [GROUP_SILENCE_MS],
    )
    .pluck('sli_revision_id');
  const back: number[] = await knex<TileGroupRow>('tile_groups')
    .whereNotNull('retired_at_ms')
    .whereRaw('newest_ms > retired_at_ms - ?', [GROUP_SILENCE_MS])
    .distinct()
    .pluck('sli_revision_id');
  const full: number[] = await knex<SliRevisionRow>('sli_revisions')
    .whereNotNull('left_out_at_ms')
    .whereExists(
      knex<TileGroupRow>('tile_groups')
        .whereRaw('sli_revision_id = sli_revisions.id')
        .whereNull('retired_at_ms')
        .whereRaw('newest_ms <= left_out_at_ms - ?', [GROUP_SILENCE_MS])
        .select('id'),
    )
    .pluck('id');
  return [...new Set([...counted, ...back, ...full])];
}

function notFull(knex: Knex, beforeMs: number): Promise<number[]> {
  return knex<SliRevisionRow>('sli_revisions')
    .where('left_out_at_ms', '<=', beforeMs)
    .pluck('id');
}

/** Works through SLI revisions, those of one data source at a time. */
async function perSource(
  knex: Knex,
  revisions: readonly number[],
  work: (sliRevisionIds: number[]) => Promise<void>,
): Promise<void> {
  await inBatches(revisions, GROUPS_PER_STATEMENT, async some => {
    const rows = await knex<SliRevisionRow>('sli_revisions')
      .whereIn('id', some)
      .orderBy('id')
      .select('id', 'data_source');
    for (const own of groupBy(rows, row => row.data_source).values()) {
      await inBatches(own, REVISIONS_PER_TRANSACTION, batch =>
        work(batch.map(({ id }) => id)),
      );
    }
  });
}

async function judge(
  tx: Knex.Transaction,
  sliRevisionIds: readonly number[],
): Promise<void> {
  await touchProgress(tx, sliRevisionIds);
  const rows: JudgedRow[] = await tx('tile_groups')
    .join('sli_revisions', 'sli_revisions.id', 'tile_groups.sli_revision_id')
    .whereIn('sli_revision_id', sliRevisionIds)
    .where(judged =>
      judged
        .whereNull('retired_at_ms')
        .orWhereRaw('newest_ms > retired_at_ms - ?', [GROUP_SILENCE_MS]),
    )
    .orderBy('tile_groups.id')
    .select(
      'tile_groups.id',
      'sli_revision_id',
      'newest_ms',
      'retired_at_ms',
      'left_out_at_ms',
    );
  const regrouped: number[] = [];
  for (const [id, own] of groupBy(rows, row => row.sli_revision_id)) {
    if (await judgeRevision(tx, own)) {
      regrouped.push(id);
    }
  }
  await tx<SliRevisionRow>('sli_revisions')
    .whereIn('id', regrouped)
    .increment('groups_version', 1);
}

type JudgedRow = Pick<
  TileGroupRow,
  'id' | 'sli_revision_id' | 'newest_ms' | 'retired_at_ms'
> &
  Pick<SliRevisionRow, 'left_out_at_ms'>;

/** Answers whether others count now than before. */
async function judgeRevision(
  tx: Knex.Transaction,
  rows: readonly JudgedRow[],
): Promise<boolean> {
  const newestMs = rows.reduce(
    (most, row) => Math.max(most, Number(row.newest_ms)),
    Number(rows[0].left_out_at_ms),
  );
  const followed = rows.filter(row => row.newest_ms === null);
  const groups = rows.map(row => toJudged(row, newestMs));
  const counted = new Set(
    countedGroups(groups, group => group.newestMs, newestMs),
  );
  const retired = groups.filter(group => !counted.has(group));
  const revived = [...counted].filter(group => group.isRetired);
  await update(tx, followed, { newest_ms: newestMs });
  await update(tx, retired, { retired_at_ms: newestMs });
  await update(tx, revived, { retired_at_ms: null });
  return retired.length + revived.length > 0;
}

function toJudged(
  { id, newest_ms: newest, retired_at_ms: retiredAt }: JudgedRow,
  newestOfAllMs: number,
): JudgedGroup {
  const newestMs = newest === null ? newestOfAllMs : Number(newest);
  return { id, newestMs, isRetired: retiredAt !== null };
}

async function update(
  tx: Knex.Transaction,
  groups: readonly { readonly id: number }[],
  values: Partial<TileGroupRow>,
): Promise<void> {
  await inBatches(groups, GROUPS_PER_STATEMENT, async batch => {
    await tx<TileGroupRow>('tile_groups')
      .whereIn(
        'id',
        batch.map(({ id }) => id),
      )
      .update(values);
  });
}
