import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SloStatusRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { StatusWrite } from '../SloStore';

/** Upserts statuses by (SLO, group); a newer one is never overwritten by an older. */
export async function saveStatuses(
  knex: Knex,
  statuses: readonly StatusWrite[],
  fence: Lease | undefined,
): Promise<void> {
  if (statuses.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    await checkFence(tx, fence);
    await inBatches(statuses, 50, async batch => {
      await tx<SloStatusRow>('slo_statuses')
        .insert(batch.map(toRow))
        .onConflict(['slo_id', 'labels_hash'])
        .merge()
        .where(
          'slo_statuses.evaluated_at_ms',
          '<=',
          knex.ref('excluded.evaluated_at_ms'),
        );
    });
  });
}

/** Most SLOs have one group, without labels. */
const UNGROUPED = identityOf({});

function identityOf(labels: GroupLabels) {
  const text = canonicalJson(labels);
  return { labels_hash: sha256(text), labels: text };
}

function toRow(write: StatusWrite): SloStatusRow {
  const isGrouped = Object.keys(write.labels).length > 0;
  return {
    slo_id: write.sloId,
    ...(isGrouped ? identityOf(write.labels) : UNGROUPED),
    sli_revision_id: write.sliRevisionId,
    stack_revision: write.revision,
    status: JSON.stringify(write.status),
    evaluated_at_ms: write.status.evaluatedAtMs,
    state: write.status.state,
    stale: write.status.stale,
    remaining: write.status.remaining,
  };
}
