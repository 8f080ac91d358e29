import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SloStatusRow } from '../../database/tables';
import { StatusWrite } from '../SloStore';

/**
 * Upserts statuses by (SLO, group); a newer one is never overwritten by an older. Answers those that were kept. Locks
 * their rows until the transaction ends, in one order, so that
 * two who write the same never wait for each other.
 */
export async function saveStatuses<W extends { write: StatusWrite }>(
  tx: Knex.Transaction,
  made: readonly W[],
): Promise<W[]> {
  const kept: W[] = [];
  const writes = made.map(one => ({ one, row: toRow(one.write) })).sort(byKey);
  await inBatches(writes, 50, async batch => {
    const stored = await tx<SloStatusRow>('slo_statuses')
      .insert(batch.map(({ row }) => row))
      .onConflict(['slo_id', 'labels_hash'])
      .merge()
      .where(
        'slo_statuses.evaluated_at_ms',
        '<=',
        tx.ref('excluded.evaluated_at_ms'),
      )
      .returning(['slo_id', 'labels_hash']);
    const keys = new Set(stored.map(keyOf));
    for (const { one, row } of batch) {
      if (keys.has(keyOf(row))) {
        kept.push(one);
      }
    }
  });
  return kept;
}

type Key = Pick<SloStatusRow, 'slo_id' | 'labels_hash'>;

function keyOf({ slo_id, labels_hash }: Key): string {
  return `${slo_id} ${labels_hash}`;
}

function byKey({ row: one }: { row: Key }, { row: other }: { row: Key }) {
  return (
    one.slo_id - other.slo_id || (one.labels_hash < other.labels_hash ? -1 : 1)
  );
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
