import { Knex } from 'knex';

const TILES_PER_HOUR = 60;
const HOUR_MS = 3_600_000;
const TILE_MS = 60_000;

/** How far one SLI of one SLO has been read. */
export interface LedgerProgress {
  readonly sliRevisionId: number;
  readonly slo: string;
  readonly watermarkMs: number;
  readonly reachedMs: number;
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
    .select('sli_revisions.*', 'slos.name')
    .orderBy('sli_revisions.id');
  return rows.map(row => ({
    sliRevisionId: Number(row.id),
    slo: row.name,
    watermarkMs: Number(row.watermark_ms),
    reachedMs: Number(row.backfill_reached_ms),
    fromMs: Number(row.backfill_from_ms),
  }));
}

/** Reads the ledger's rows with code of its own. */
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
  const rows = await knex('tile_hours')
    .join('tile_groups', 'tile_groups.id', 'tile_hours.group_id')
    .where('tile_groups.sli_revision_id', progress.sliRevisionId)
    .select('tile_hours.*');
  for (const row of rows) {
    readHour(row, stored, fromMs);
  }
  return stored;
}

function readHour(
  row: {
    hour_ms: number | string;
    bad: number;
    total: number;
    known_tiles: number;
    tiles: Buffer;
  },
  stored: StoredTiles,
  fromMs: number,
): void {
  const hourMs = Number(row.hour_ms);
  const sums = { bad: 0, total: 0, known: 0 };
  for (let i = 0; i < TILES_PER_HOUR; i++) {
    const bad = row.tiles.readDoubleLE(i * 8);
    const total = row.tiles.readDoubleLE((TILES_PER_HOUR + i) * 8);
    if (!Number.isNaN(total)) {
      const index = (hourMs - fromMs) / TILE_MS + i;
      stored.bad[index] = bad;
      stored.total[index] = total;
      sums.bad += bad;
      sums.total += total;
      sums.known += 1;
    }
  }
  const same =
    sums.bad === row.bad &&
    sums.total === row.total &&
    sums.known === row.known_tiles;
  if (!same) {
    stored.wrongSums.push(
      `${new Date(hourMs).toISOString()} of ${HOUR_MS} ms: ${JSON.stringify({
        sums,
        row: { bad: row.bad, total: row.total, known: row.known_tiles },
      })}`,
    );
  }
}
