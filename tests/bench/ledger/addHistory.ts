import { Knex } from 'knex';
import { BenchLedger } from './backendSource';
import { eventsAt, KINDS } from './CounterServer';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** So many services have a history of their own; those behind have the same again. Of a few, two have. */
const SERVICES = 40;
const FEW = 10;

/**
 * Thirty days of tiles for SLOs of which nothing old is to be read, as after a month of operation. Those of the first
 * services are written through the ledger, which packs them; the rows of the others are copies.
 */
export async function addHistory(
  ledger: BenchLedger,
  knex: Knex,
  days: number,
): Promise<void> {
  await knex.raw('pragma synchronous = off');
  const active = await ledger.slos.listActive();
  const own = active.length > FEW * KINDS.length ? SERVICES : 2;
  const first = active.slice(0, own * KINDS.length);
  for (let day = 0; day < days; day++) {
    for (const [index, { sliRevisionId, progress }] of first.entries()) {
      const endMs = progress.backfillOriginMs - day * DAY_MS;
      const startMs = endMs - DAY_MS;
      const service = Math.floor(index / KINDS.length);
      const series = [{ ...tilesOf(service, startMs), group: {} }];
      const write = { sliRevisionId, startMs, endMs, series };
      await ledger.tiles.backfillTiles(write);
    }
  }
  await copyHistory(knex, first.length);
  await knex('sli_revisions').update({
    backfill_reached_ms: knex.ref('backfill_from_ms'),
  });
  await knex.raw('pragma synchronous = full');
}

function tilesOf(service: number, startMs: number) {
  const tiles = DAY_MS / MINUTE_MS;
  const bad = new Float64Array(tiles);
  const total = new Float64Array(tiles);
  for (let tile = 0; tile < tiles; tile++) {
    const events = eventsAt(service, (startMs / MINUTE_MS + tile + 1) * 60);
    bad[tile] = events.bad;
    total[tile] = events.total;
  }
  return { startMs, stepMs: MINUTE_MS, bad, total };
}

/** SLI revisions and groups are numbered from 1 on, in the order of services. */
async function copyHistory(knex: Knex, slos: number): Promise<void> {
  await knex.raw(
    `insert into tile_groups (sli_revision_id, labels_hash, labels)
    select sli_revisions.id, labels_hash, labels
    from sli_revisions join tile_groups on tile_groups.id = 1
    where sli_revisions.id > ? order by sli_revisions.id`,
    [slos],
  );
  await knex.raw(
    `insert into tile_chunks (group_id, step_ms, start_ms, tiles)
    select tile_groups.id, step_ms, start_ms, tiles
    from tile_groups
    join tile_chunks on group_id = (tile_groups.id - 1) % :slos + 1
    where tile_groups.id > :slos order by tile_groups.id`,
    { slos },
  );
}
