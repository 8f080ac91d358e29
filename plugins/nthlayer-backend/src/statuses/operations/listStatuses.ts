import { canonicalJson, compareText } from '@nthlayer/engine';
import { Knex } from 'knex';
import { SloRow } from '../../database/tables';
import { StoredStatus } from '../../slos/SloStore';
import { ofCurrentVersion } from '../../slos/operations/ofCurrentVersion';
import { statusShardOf } from '../StatusMemory';
import { readShards } from './readShards';

interface CurrentSlo
  extends Pick<SloRow, 'id' | 'entity_ref' | 'environment' | 'name'> {
  readonly data_source: string;
  readonly sli_revision_id: number;
}

/** Statuses of the current SLI revisions of some entities, by environment, SLO and group; of one data source or of all. */
export async function listStatuses(
  knex: Knex,
  entityRefs: readonly string[],
  dataSource?: string,
): Promise<StoredStatus[]> {
  const slos: CurrentSlo[] = await knex('slos')
    .join('slo_versions', ofCurrentVersion)
    .join('sli_revisions', 'sli_revisions.id', 'slo_versions.sli_revision_id')
    .whereIn('slos.entity_ref', entityRefs)
    .whereNull('slos.retired_at_ms')
    .where(dataSource === undefined ? {} : { data_source: dataSource })
    .orderBy(['slos.entity_ref', 'slos.environment', 'slos.name'])
    .select(
      'slos.id',
      'slos.entity_ref',
      'slos.environment',
      'slos.name',
      'sli_revision_id',
      'data_source',
    );
  const shardOf = (slo: CurrentSlo) => ({
    dataSource: slo.data_source,
    shard: statusShardOf(slo.id),
  });
  const stored = await readShards(knex, slos.map(shardOf));
  return slos.flatMap(slo => {
    const { identities, figures } = stored(shardOf(slo));
    return identities
      .flatMap((identity, row) =>
        identity.sloId === slo.id &&
        identity.sliRevisionId === slo.sli_revision_id
          ? [{ identity, row }]
          : [],
      )
      .map(({ identity, row }) => ({
        entityRef: slo.entity_ref,
        environment: slo.environment,
        slo: slo.name,
        sliRevisionId: identity.sliRevisionId,
        revision: identity.revision,
        labels: identity.labels,
        status: figures.status(row, identity),
      }))
      .sort((a, b) =>
        compareText(canonicalJson(a.labels), canonicalJson(b.labels)),
      );
  });
}
