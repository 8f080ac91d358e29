import {
  ColumnReader,
  TIERS,
  TickColumns,
  Tier,
  TieredTiles,
  TileColumns,
  replaceSums,
  rollUp,
  unpackTick,
} from '@nthlayer/engine';
import { Knex } from 'knex';
import { StoredInteger } from '../../database/tables';
import { HOUR_MS, TILE_MS, floorTo } from '../../durations';
import { copySlots } from '../GroupChunks';
import { startPausing } from '../../startPausing';
import { TierRoom } from '../TierRoom';
import { TierRange, UnpackedTicks } from '../TileStore';
import { shardOf } from '../shards';

/** A chunk of the group `owner`, or, with `step_ms` 0, the tick `owner`. */
interface StoredTilesRow {
  readonly owner: number;
  readonly step_ms: number;
  readonly start_ms: StoredInteger;
  readonly end_ms: StoredInteger;
  /** Null of a tick that is unpacked already. */
  readonly tiles: Buffer | null;
}

/**
 * Chunks and the ticks that are not sealed yet, put together in all tiers. A range begins on the hour at or before what
 * is asked for, and shorter slots early enough for every such tick to be in the sums of the longer ones.
 */
export async function readTiers(
  knex: Knex,
  groupIds: readonly number[],
  range: TierRange,
  {
    unpacked = new Map(),
    room = new TierRoom(),
  }: { unpacked?: UnpackedTicks; room?: TierRoom } = {},
): Promise<TieredTiles[]> {
  const rows = await selectRows(knex, groupIds, {
    range,
    known: [...unpacked.keys()],
  });
  const oldestTickMs = Math.min(
    ...rows.flatMap(row => (row.step_ms === 0 ? [Number(row.start_ms)] : [])),
  );
  const oldestMs = Math.max(oldestTickMs, floorTo(range.startMs, HOUR_MS));
  if (oldestMs < floorTo(range.minutesFromMs, HOUR_MS)) {
    const wider = {
      ...range,
      fiveMinutesFromMs: Math.min(range.fiveMinutesFromMs, oldestMs),
      minutesFromMs: oldestMs,
    };
    return readTiers(knex, groupIds, wider, { unpacked, room });
  }
  const groups = new Map(
    groupIds.map((id, index) => [id, room.at(index, range)]),
  );
  const pause = startPausing();
  const reader = new ColumnReader();
  for (const row of rows) {
    if (row.step_ms > 0) {
      addChunk(groups.get(row.owner)!, row, reader);
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
  }
  const ticks = rows.filter(row => row.step_ms === 0);
  keepOnly(unpacked, ticks);
  if (ticks.length > 0) {
    ticks.sort((one, other) => one.owner - other.owner);
    await addTicks(groups, ticks, unpacked);
  }
  return groupIds.map(id => groups.get(id)!);
}

function selectRows(
  knex: Knex,
  groupIds: readonly number[],
  { range, known }: { range: TierRange; known: readonly number[] },
): Promise<StoredTilesRow[]> {
  const { startMs, fiveMinutesFromMs, minutesFromMs, endMs } = range;
  const wanted: [Tier, number][] = [
    [TIERS.hour, startMs],
    [TIERS.fiveMinutes, fiveMinutesFromMs],
    [TIERS.minute, minutesFromMs],
  ];
  return knex('tile_chunks')
    .whereIn('group_id', groupIds)
    .where(query => {
      for (const [{ stepMs, chunkMs }, fromMs] of wanted) {
        query.orWhere(tier =>
          tier
            .where('step_ms', stepMs)
            .where('start_ms', '>=', floorTo(fromMs, chunkMs))
            .where('start_ms', '<', endMs),
        );
      }
    })
    .select(
      'group_id as owner',
      'step_ms',
      'start_ms',
      knex.raw('cast(0 as bigint) as end_ms'),
      'tiles',
    )
    .unionAll(
      knex('tile_journal')
        .whereIn('shard', [...new Set(groupIds.map(shardOf))])
        .where('start_ms', '<', endMs)
        .select(
          'id as owner',
          knex.raw('0 as step_ms'),
          'start_ms',
          'end_ms',
          known.length > 0 ? unlessKnown(knex, known) : 'tiles',
        ),
    );
}

function unlessKnown(knex: Knex, known: readonly number[]): Knex.Raw {
  const ids = known.map(() => '?').join();
  return knex.raw(
    `case when id in (${ids}) then null else tiles end as tiles`,
    [...known],
  );
}

function addChunk(
  tiers: TieredTiles,
  row: StoredTilesRow,
  reader: ColumnReader,
): void {
  const chunk = reader.read(row.tiles!, Number(row.start_ms), row.step_ms);
  const columns = [tiers.minutes, tiers.fiveMinutes, tiers.hours].find(
    ({ stepMs }) => stepMs === row.step_ms,
  );
  if (columns) {
    copySlots(chunk, columns);
  }
}

/** Those of other groups are not needed again. */
function keepOnly(
  unpacked: UnpackedTicks,
  ticks: readonly StoredTilesRow[],
): void {
  const ids = new Set(ticks.map(row => row.owner));
  for (const id of unpacked.keys()) {
    if (!ids.has(id)) {
      unpacked.delete(id);
    }
  }
}

function addTick(
  groups: ReadonlyMap<number, TieredTiles>,
  row: StoredTilesRow,
  unpacked: UnpackedTicks,
): void {
  const tick = unpacked.get(row.owner) ?? unpackTick(row.tiles!);
  unpacked.set(row.owner, tick);
  // as a rule they follow one another there, too
  let next = 0;
  for (const [id, { minutes }] of groups) {
    const index =
      tick.groupIds[next] === id ? next : indexIn(tick.groupIds, id);
    if (index >= 0) {
      next = index + 1;
      const slot = (Number(row.start_ms) - minutes.startMs) / TILE_MS;
      overlayTick(minutes, tick, { index, slot });
    }
  }
}

/** Index of a number in an ascending list; -1 where it is not in it. */
function indexIn(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle] < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return ids[low] === id ? low : -1;
}

/** Writes what a tick knows of the group at `index` over minutes from `slot` on. */
function overlayTick(
  minutes: TileColumns,
  { tiles, known, bad, total }: TickColumns,
  { index, slot }: { index: number; slot: number },
): void {
  const first = Math.max(0, -slot);
  const last = Math.min(tiles, minutes.known.length - slot);
  for (let tile = first; tile < last; tile++) {
    const from = index * tiles + tile;
    if (known[from] > 0) {
      minutes.known[slot + tile] = known[from];
      minutes.bad[slot + tile] = bad[from];
      minutes.total[slot + tile] = total[from];
    }
  }
}

/** The tiles of the group at `index` of a tick. */
export function tilesOf(
  tick: ReturnType<typeof unpackTick>,
  index: number,
  startMs: number,
): TileColumns {
  const from = index * tick.tiles;
  const to = from + tick.tiles;
  return {
    startMs,
    stepMs: TILE_MS,
    known: tick.known.subarray(from, to),
    bad: tick.bad.subarray(from, to),
    total: tick.total.subarray(from, to),
  };
}

/** Puts ticks over the chunks, and into the sums of longer slots as sealing them would. */
async function addTicks(
  groups: ReadonlyMap<number, TieredTiles>,
  ticks: readonly StoredTilesRow[],
  unpacked: UnpackedTicks,
): Promise<void> {
  const pause = startPausing();
  const oldestMs = Math.min(...ticks.map(row => Number(row.start_ms)));
  const renewals = [...groups.values()].map(tiers =>
    beginRenewal(tiers, floorTo(oldestMs, HOUR_MS)),
  );
  for (const row of ticks) {
    addTick(groups, row, unpacked);
    await pause();
  }
  for (const renew of renewals) {
    renew();
    await pause();
  }
}

/** Renews the sums of longer slots from `fromMs` on, which is on the hour, when minutes have been written. */
function beginRenewal(tiers: TieredTiles, fromMs: number): () => void {
  const minutes = since(tiers.minutes, fromMs);
  const fiveMinutes = since(tiers.fiveMinutes, fromMs);
  const hours = since(tiers.hours, fromMs);
  const minutesBefore = rollUp(minutes, fiveMinutes.stepMs);
  const fivesBefore = rollUp(fiveMinutes, hours.stepMs);
  return () => {
    replaceSums(
      fiveMinutes,
      minutesBefore,
      rollUp(minutes, fiveMinutes.stepMs),
    );
    replaceSums(hours, fivesBefore, rollUp(fiveMinutes, hours.stepMs));
  };
}

/** The same slots from a time on, which is that of one of them or before all. */
function since(columns: TileColumns, fromMs: number): TileColumns {
  const { startMs, stepMs, known, bad, total } = columns;
  const first = Math.max(0, (fromMs - startMs) / stepMs);
  return {
    startMs: startMs + first * stepMs,
    stepMs,
    known: known.subarray(first),
    bad: bad.subarray(first),
    total: total.subarray(first),
  };
}
