import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { SliRevisionRow } from '../../database/tables';

interface SaveSliOptions {
  readonly dataSource: string;
  readonly simulated: boolean;
  readonly originMs: number;
  readonly historyFromMs: number;
  readonly nowMs: number;
}

/**
 * The revision of an SLO's SLI. Another SLI, another data source, or a real one in place of a simulated one of the same
 * name, is another revision with tiles of its own; one
 * that comes back finds its tiles again.
 */
export async function saveSliRevision(
  tx: Knex.Transaction,
  sloId: number,
  sli: Sli,
  options: SaveSliOptions,
): Promise<{ id: number; added: boolean }> {
  const { dataSource, simulated } = options;
  const identity = {
    slo_id: sloId,
    sli_hash: sha256(canonicalJson({ dataSource, simulated, sli })),
  };
  const known = await tx<SliRevisionRow>('sli_revisions')
    .where(identity)
    .first('id');
  if (known) {
    return { id: known.id, added: false };
  }
  const [made] = await tx<SliRevisionRow>('sli_revisions')
    .insert({
      ...identity,
      data_source: dataSource,
      sli: canonicalJson(sli),
      created_at_ms: options.nowMs,
      watermark_ms: options.originMs,
      backfill_origin_ms: options.originMs,
      backfill_reached_ms: options.originMs,
      backfill_from_ms: options.historyFromMs,
    })
    .returning('id');
  return { id: made.id, added: true };
}
