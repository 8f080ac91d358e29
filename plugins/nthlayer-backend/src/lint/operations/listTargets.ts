import { Knex } from 'knex';
import { ServiceEnvironmentRow, StackRow } from '../../database/tables';
import { LintQuery, LintTarget } from '../LintStore';

type TargetRow = Pick<
  ServiceEnvironmentRow,
  'entity_ref' | 'environment' | 'revision' | 'data_source'
> &
  Pick<StackRow, 'spec' | 'slos'>;

/** Services in the catalog whose current stack was not compared with its data source since a time. */
export async function listTargets(
  knex: Knex,
  { beforeMs, after, limit }: LintQuery,
): Promise<LintTarget[]> {
  const query = knex('service_environments as current')
    .join('services', 'services.entity_ref', 'current.entity_ref')
    .join('stacks', 'stacks.revision', 'current.revision')
    .leftJoin('lint_findings as found', join =>
      join
        .on('found.entity_ref', 'current.entity_ref')
        .andOn('found.environment', 'current.environment')
        .andOn('found.revision', 'current.revision'),
    )
    .whereNull('services.deleted_at_ms')
    .where(due =>
      due
        .whereNull('found.linted_at_ms')
        .orWhere('found.linted_at_ms', '<=', beforeMs),
    )
    .orderBy(['current.entity_ref', 'current.environment'])
    .limit(limit)
    .select(
      'current.entity_ref',
      'current.environment',
      'current.revision',
      'current.data_source',
      'stacks.spec',
      'stacks.slos',
    );
  if (after) {
    query.where(later =>
      later
        .where('current.entity_ref', '>', after.entityRef)
        .orWhere(same =>
          same
            .where('current.entity_ref', after.entityRef)
            .where('current.environment', '>', after.environment),
        ),
    );
  }
  const rows: TargetRow[] = await query;
  return rows.map(toTarget);
}

function toTarget(row: TargetRow): LintTarget {
  return {
    entityRef: row.entity_ref,
    environment: row.environment,
    revision: row.revision,
    dataSource: row.data_source,
    spec: JSON.parse(row.spec),
    slos: JSON.parse(row.slos),
  };
}
