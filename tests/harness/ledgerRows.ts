import { Knex } from 'knex';
import { readChunk, readTick, Slots } from './packedTiles';

const HOUR_MS = 3_600_000;
const TILE_MS = 60_000;

/** How far one SLI of one SLO has been read. */
export interface LedgerProgress {
  readonly sliRevisionId: number;
  readonly slo: string;
  readonly watermarkMs: number;
  readonly reachedMs: number;
  /** Where reading of what is old began. */
  readonly originMs: number;
  readonly fromMs: number;
}

/** Tiles as they are stored, from `fromMs` to the watermark; NaN is unknown. */
export interface StoredTiles {
  readonly bad: number[];
  readonly total: number[];
  /** Sums kept beside the tiles that differ from the tiles' own. */
  readonly wrongSums: string[];
}

/** Empty before the first migration. */
export async function readProgress(knex: Knex): Promise<LedgerProgress[]> {
  const rows = await knex('sli_revisions')
    .join('slos', 'slos.id', 'sli_revisions.slo_id')
    .join(
      'reading_cursors',
      'reading_cursors.data_source',
      'sli_revisions.data_source',
    )
    .select('sli_revisions.*', 'slos.name', {
      cursor_ms: 'reading_cursors.watermark_ms',
    })
    .orderBy('sli_revisions.id');
  return rows.map(row => ({
    sliRevisionId: Number(row.id),
    slo: row.name,
    watermarkMs: Number(row.follows ? row.cursor_ms : row.watermark_ms),
    reachedMs: Number(row.backfill_reached_ms),
    originMs: Number(row.backfill_origin_ms),
    fromMs: Number(row.backfill_from_ms),
  }));
}

/** Up to where the data source has been read; less work than all progress, for who asks again and again. */
export async function readNewest(knex: Knex): Promise<number> {
  const row = await knex('reading_cursors').max({ newest: 'watermark_ms' });
  return Number(row[0].newest);
}

/** Reads the ledger's rows, chunks and the ticks over them, with code of its own. */
export async function readStoredTiles(
  knex: Knex,
  progress: LedgerProgress,
): Promise<StoredTiles> {
  const { fromMs, watermarkMs } = progress;
  const tiles = (watermarkMs - fromMs) / TILE_MS;
  const stored: StoredTiles = {
    bad: Array(tiles).fill(NaN),
    total: Array(tiles).fill(NaN),
    wrongSums: [],
  };
  const chunks = await knex('tile_chunks')
    .join('tile_groups', 'tile_groups.id', 'tile_chunks.group_id')
    .where('tile_groups.sli_revision_id', progress.sliRevisionId)
    .select('tile_chunks.*');
  const rowsOf = (stepMs: number) =>
    chunks
      .filter(row => row.step_ms === stepMs)
      .map(row => ({
        startMs: Number(row.start_ms),
        slots: readChunk(row.tiles),
      }));
  const put = (startMs: number, slots: Slots) => {
    slots.known.forEach((known, slot) => {
      const index = (startMs - fromMs) / TILE_MS + slot;
      if (known > 0) {
        stored.bad[index] = slots.bad[slot];
        stored.total[index] = slots.total[slot];
      }
    });
  };
  rowsOf(TILE_MS).forEach(row => put(row.startMs, row.slots));
  for (const stepMs of [5 * TILE_MS, HOUR_MS]) {
    rowsOf(stepMs).forEach(row => checkSums(row, { stepMs, stored, fromMs }));
  }
  const groups = await knex('tile_groups')
    .where('sli_revision_id', progress.sliRevisionId)
    .pluck('id');
  for (const row of await knex('tile_journal').orderBy('id')) {
    const tick = readTick(row.tiles);
    groups.forEach(id => {
      const slots = tick.get(Number(id));
      if (slots) {
        put(Number(row.start_ms), slots);
      }
    });
  }
  return stored;
}

/** Longer slots are sums of the tiles in the chunks, before ticks are put over them. */
function checkSums(
  { startMs, slots }: { startMs: number; slots: Slots },
  {
    stepMs,
    stored,
    fromMs,
  }: { stepMs: number; stored: StoredTiles; fromMs: number },
): void {
  slots.known.forEach((known, slot) => {
    const atMs = startMs + slot * stepMs;
    const first = (atMs - fromMs) / TILE_MS;
    const sums = { known: 0, bad: 0, total: 0 };
    for (let index = first; index < first + stepMs / TILE_MS; index++) {
      if (stored.total[index] >= 0) {
        sums.known += 1;
        sums.bad += stored.bad[index];
        sums.total += stored.total[index];
      }
    }
    const row = { known, bad: slots.bad[slot], total: slots.total[slot] };
    if (JSON.stringify(row) !== JSON.stringify(sums)) {
      const time = new Date(atMs).toISOString();
      stored.wrongSums.push(
        `${time} of ${stepMs} ms: ${JSON.stringify({ sums, row })}`,
      );
    }
  });
}
