import {
  TIERS,
  Tier,
  TileColumns,
  unknownColumns,
  unpackColumns,
} from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileChunkRow } from '../database/tables';
import { floorTo } from '../durations';

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Starts of the chunks that a span touches. */
export function chunkKeys(
  { chunkMs }: Tier,
  { startMs, endMs }: Span,
): number[] {
  const first = floorTo(startMs, chunkMs);
  const count = Math.max(0, Math.ceil((endMs - first) / chunkMs));
  return Array.from({ length: count }, (_, index) => first + index * chunkMs);
}

/** The chunks of one group in memory; one that is not stored is unknown. */
export class GroupChunks {
  readonly #chunks = new Map<string, TileColumns>();

  put(columns: TileColumns): void {
    this.#chunks.set(`${columns.stepMs} ${columns.startMs}`, columns);
  }

  chunk({ stepMs, chunkMs }: Tier, startMs: number): TileColumns {
    const key = `${stepMs} ${startMs}`;
    const chunk =
      this.#chunks.get(key) ??
      unknownColumns(startMs, stepMs, chunkMs / stepMs);
    this.#chunks.set(key, chunk);
    return chunk;
  }

  /** Slots of a span, which is widened to multiples of `alignMs`. */
  read(tier: Tier, span: Span, alignMs: number): TileColumns {
    const startMs = floorTo(span.startMs, alignMs);
    const slots = Math.ceil((span.endMs - startMs) / alignMs) * alignMs;
    const columns = unknownColumns(startMs, tier.stepMs, slots / tier.stepMs);
    const endMs = startMs + slots;
    for (const chunkMs of chunkKeys(tier, { startMs, endMs })) {
      copySlots(this.chunk(tier, chunkMs), columns);
    }
    return columns;
  }

  write(tier: Tier, columns: TileColumns): void {
    const { startMs, known, stepMs } = columns;
    const endMs = startMs + known.length * stepMs;
    for (const chunkMs of chunkKeys(tier, { startMs, endMs })) {
      copySlots(columns, this.chunk(tier, chunkMs));
    }
  }
}

/** Reads the chunks that base tiles of some groups touch, in all tiers. */
export async function readChunks(
  knex: Knex,
  groups: readonly { groupId: number; minutes: TileColumns }[],
): Promise<{ of(groupId: number): GroupChunks }> {
  const chunks = new Map(
    groups.map(({ groupId }) => [groupId, new GroupChunks()]),
  );
  const keys = groups.flatMap(({ groupId, minutes }) => {
    const { startMs, known, stepMs } = minutes;
    const span = { startMs, endMs: startMs + known.length * stepMs };
    return Object.values(TIERS).flatMap(tier =>
      chunkKeys(tier, span).map(key => [groupId, tier.stepMs, key] as const),
    );
  });
  const rows = await knex<TileChunkRow>('tile_chunks')
    .whereIn(['group_id', 'step_ms', 'start_ms'], keys)
    .select('*');
  for (const row of rows) {
    const startMs = Number(row.start_ms);
    chunks
      .get(row.group_id)!
      .put(unpackColumns(row.tiles, startMs, row.step_ms));
  }
  return { of: groupId => chunks.get(groupId)! };
}

/** Copies the slots that both have. */
export function copySlots(from: TileColumns, to: TileColumns): void {
  const offset = (from.startMs - to.startMs) / to.stepMs;
  const first = Math.max(0, -offset);
  const last = Math.min(from.known.length, to.known.length - offset);
  if (first === 0 && last === from.known.length) {
    // as a rule, and a part of an array costs more than to copy it
    to.known.set(from.known, offset);
    to.bad.set(from.bad, offset);
    to.total.set(from.total, offset);
  } else if (last > first) {
    to.known.set(from.known.subarray(first, last), offset + first);
    to.bad.set(from.bad.subarray(first, last), offset + first);
    to.total.set(from.total.subarray(first, last), offset + first);
  }
}
