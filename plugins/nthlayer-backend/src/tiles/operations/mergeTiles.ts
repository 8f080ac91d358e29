import {
  TIERS,
  Tier,
  TileColumns,
  copyColumns,
  overlayTiles,
  packColumns,
  replaceSums,
  rollUp,
} from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { TileChunkRow, TileGroupRow } from '../../database/tables';
import { startPausing } from '../../startPausing';
import { Retention } from '../Retention';
import { groupBy } from '../../evaluation/groupBy';
import { GroupChunks, chunkKeys, readChunks } from '../GroupChunks';
import { knownEnd } from '../knownEnd';
import { slicedGroups } from './slicedGroups';

/** Some half a kilobyte a row, and few rows of each group: a batch is written in a few milliseconds. */
const GROUPS_PER_STATEMENT = 40;
const ROWS_PER_STATEMENT = 60;

/** Base tiles of a group, about to be stored. */
export interface GroupTiles {
  readonly groupId: number;
  readonly minutes: TileColumns;
}

/**
 * Upserts base tiles by (group, tile) into the chunks of their groups, and with them the sums of their five minutes and
 * hours. Tiles that are past their own retention leave their sums only; minutes that slices are cut from are kept as
 * long as five minutes.
 */
export async function mergeTiles(
  tx: Knex.Transaction,
  groups: readonly GroupTiles[],
  at: { nowMs: number; retention: Retention },
): Promise<void> {
  const pause = startPausing();
  await inBatches(groups, GROUPS_PER_STATEMENT, async batch => {
    const present = await lockGroups(tx, batch);
    const members = batch.filter(({ groupId }) => present.has(groupId));
    const stored = await readChunks(tx, members);
    const sliced = await slicedAmong(tx, members, at);
    const rows: TileChunkRow[] = [];
    for (const group of members) {
      const merged = mergeGroup(group, stored.of(group.groupId), {
        nowMs: at.nowMs,
        retention: sliced.has(group.groupId)
          ? { ...at.retention, minuteMs: at.retention.fiveMinutesMs }
          : at.retention,
      });
      rows.push(...merged);
      await pause();
    }
    await inBatches(rows, ROWS_PER_STATEMENT, async some => {
      await tx<TileChunkRow>('tile_chunks')
        .insert(some)
        .onConflict(['group_id', 'step_ms', 'start_ms'])
        .merge(['tiles']);
    });
    await raiseNewest(tx, members, present);
  });
}

/** A tick that is sealed and a back-fill may write to one chunk at a time; a group may have been purged. */
async function lockGroups(
  tx: Knex.Transaction,
  groups: readonly GroupTiles[],
): Promise<ReadonlyMap<number, TileGroupRow['newest_ms']>> {
  const rows = await tx<TileGroupRow>('tile_groups')
    .whereIn(
      'id',
      groups.map(({ groupId }) => groupId),
    )
    .orderBy('id')
    .forUpdate()
    .select('id', 'newest_ms');
  return new Map(rows.map(row => [row.id, row.newest_ms]));
}

/** Of groups whose newest tile is followed: most of them have it at the same time. */
async function raiseNewest(
  tx: Knex.Transaction,
  groups: readonly GroupTiles[],
  newest: ReadonlyMap<number, TileGroupRow['newest_ms']>,
): Promise<void> {
  const raised = groups.flatMap(({ groupId, minutes }) => {
    const before = newest.get(groupId) ?? null;
    const endMs = before === null ? undefined : knownEnd(minutes);
    return endMs !== undefined && endMs > Number(before)
      ? [{ groupId, endMs }]
      : [];
  });
  for (const [endMs, some] of groupBy(raised, each => each.endMs)) {
    await tx<TileGroupRow>('tile_groups')
      .whereIn(
        'id',
        some.map(({ groupId }) => groupId),
      )
      .update({ newest_ms: endMs });
  }
}

/** Asked only where it matters: when there are minutes that are past their retention. */
async function slicedAmong(
  tx: Knex.Transaction,
  groups: readonly GroupTiles[],
  { nowMs, retention }: { nowMs: number; retention: Retention },
): Promise<Set<number>> {
  const keptFromMs = nowMs - retention.minuteMs;
  const old = groups.filter(({ minutes }) => minutes.startMs < keptFromMs);
  if (old.length === 0) {
    return new Set();
  }
  const rows: { id: number }[] = await slicedGroups(tx).whereIn(
    'id',
    old.map(({ groupId }) => groupId),
  );
  return new Set(rows.map(({ id }) => id));
}

function mergeGroup(
  { groupId, minutes }: GroupTiles,
  chunks: GroupChunks,
  { nowMs, retention }: { nowMs: number; retention: Retention },
): TileChunkRow[] {
  const { fiveMinutes, hour, minute } = TIERS;
  const endMs = minutes.startMs + minutes.known.length * minutes.stepMs;
  const span = { startMs: minutes.startMs, endMs };
  const minutesBefore = chunks.read(minute, span, fiveMinutes.stepMs);
  const minutesAfter = copyColumns(minutesBefore);
  overlayTiles(minutesAfter, minutes);
  const fivesBefore = chunks.read(fiveMinutes, span, hour.stepMs);
  const fivesAfter = copyColumns(fivesBefore);
  replaceSums(
    fivesAfter,
    rollUp(minutesBefore, fiveMinutes.stepMs),
    rollUp(minutesAfter, fiveMinutes.stepMs),
  );
  const hours = chunks.read(hour, span, hour.stepMs);
  replaceSums(
    hours,
    rollUp(fivesBefore, hour.stepMs),
    rollUp(fivesAfter, hour.stepMs),
  );
  const rowsOf = (tier: Tier, columns: TileColumns, keepMs: number) => {
    chunks.write(tier, columns);
    return chunkKeys(tier, span)
      .filter(startMs => startMs + tier.chunkMs > nowMs - keepMs)
      .map(startMs => ({
        group_id: groupId,
        step_ms: tier.stepMs,
        start_ms: startMs,
        tiles: Buffer.from(packColumns(chunks.chunk(tier, startMs))),
      }));
  };
  return [
    ...rowsOf(minute, minutesAfter, retention.minuteMs),
    ...rowsOf(fiveMinutes, fivesAfter, retention.fiveMinutesMs),
    ...rowsOf(hour, hours, retention.hourMs),
  ];
}
