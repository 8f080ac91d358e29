import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MAX_GROUPS } from '@nthlayer/engine';
import { Knex } from 'knex';
import { watermark, withCursors } from '../../cursors/watermark';
import {
  SliRevisionRow,
  SloRow,
  SloVersionRow,
  StoredInteger,
} from '../../database/tables';
import { startPausing } from '../../startPausing';
import { CommonValues } from '../CommonValues';
import { ofCurrentVersion } from './ofCurrentVersion';
import {
  ActiveSlo,
  DataProblem,
  HistoryTries,
  ReadingProgress,
  SloQuery,
} from '../SloStore';

const PAGE = 100;

const TOO_MANY_GROUPS = `It has more than ${MAX_GROUPS} groups; those that came later are not counted. Group by fewer labels, or choose fewer series.`;

/** How far an SLI revision has been read, with its own watermark or that of its data source. */
export type ProgressRow = Omit<SliRevisionRow, 'slo_id' | 'sli_hash' | 'sli'>;

/** What an SLO is made of. */
export type ActiveRow = SloRow &
  Omit<SloVersionRow, 'slo_id'> &
  Omit<SliRevisionRow, 'id'> & { revision: string };

/** SLOs in the current spec of an entity that exists, read a page at a time. */
export async function listActive(
  knex: Knex,
  query: SloQuery & { readonly dataSource?: string },
): Promise<ActiveSlo[]> {
  const active: ActiveSlo[] = [];
  const values = new CommonValues();
  const pause = startPausing();
  for (;;) {
    const rows: ActiveRow[] = await selectActive(knex, query)
      .where('slos.id', '>', active.at(-1)?.sloId ?? 0)
      .limit(PAGE);
    rows.forEach(row => active.push(toActiveSlo(row, values)));
    if (rows.length < PAGE) {
      return active;
    }
    await pause();
  }
}

/** SLOs in the current spec of an entity that exists, with their SLI revisions. */
export function fromActive(knex: Knex) {
  const rows = knex('slos')
    .join('services', 'services.entity_ref', 'slos.entity_ref')
    .join('service_environments', join =>
      join
        .on('service_environments.entity_ref', 'slos.entity_ref')
        .andOn('service_environments.environment', 'slos.environment'),
    )
    .join('slo_versions', ofCurrentVersion)
    .join('sli_revisions', 'sli_revisions.id', 'slo_versions.sli_revision_id')
    // not by its index: hardly any is deleted, and SQLite would begin with all services, whichever SLOs are asked for
    .whereRaw('+services.deleted_at_ms is null')
    .whereNull('slos.retired_at_ms');
  return withCursors(rows);
}

function selectActive(
  knex: Knex,
  {
    entityRefs,
    sloIds,
    dataSource,
  }: SloQuery & { readonly dataSource?: string },
) {
  const query = fromActive(knex)
    .orderBy('slos.id')
    .select(
      'sli_revisions.*',
      'slo_versions.*',
      'slos.*',
      'service_environments.revision',
      { watermark_ms: watermark(knex) },
    );
  if (entityRefs) {
    query.whereIn('slos.entity_ref', entityRefs);
  }
  if (sloIds) {
    query.whereIn('slos.id', sloIds);
  }
  if (dataSource !== undefined) {
    query.where('sli_revisions.data_source', dataSource);
  }
  return query;
}

/** An SLO from its row, its current SLI revision or the one of then. */
export function toActiveSlo(row: ActiveRow, values: CommonValues): ActiveSlo {
  const problem = toProblem(row);
  const tries = toTries(row);
  const name = values.text(row.name);
  return {
    sloId: row.id,
    sliRevisionId: row.sli_revision_id,
    entityRef: values.text(row.entity_ref),
    environment: values.text(row.environment),
    dataSource: values.text(row.data_source),
    revision: values.text(row.revision),
    version: row.version,
    slo: {
      name,
      displayName: name,
      description: '',
      objective: row.objective,
      window: values.parse(row.window),
      method: values.text(row.method as Slo['method']),
      ...(row.slices !== null && { slices: values.parse(row.slices) }),
      noData: values.text(row.no_data as Slo['noData']),
      sli: values.sli(row.sli),
      ...(row.alerts && { alerts: values.parse(row.alerts) }),
    },
    progress: values.progress(toProgress(row)),
    ...(problem && { problem }),
    ...(tries && { tries }),
  };
}

/** Where reading and the back-fill are, from the row of an SLI revision. */
export function toProgress(row: ProgressRow): ReadingProgress {
  return {
    watermarkMs: Number(row.watermark_ms),
    backfillFromMs: Number(row.backfill_from_ms),
    backfillReachedMs: Number(row.backfill_reached_ms),
    backfillOriginMs: Number(row.backfill_origin_ms),
    groupsVersion: row.groups_version,
    leftOutSinceMs: Number(row.left_out_since_ms),
  };
}

/** How the back-fill fares, where it fails. */
export function toTries(row: ProgressRow): HistoryTries | undefined {
  return row.backfill_tries > 0
    ? { count: row.backfill_tries, lastMs: Number(row.backfill_tried_at_ms) }
    : undefined;
}

/** Why an SLI revision is not read. */
export function toProblem(row: ProgressRow): DataProblem | undefined {
  return (
    problemOf(row.problem_code, row.problem_message, row.problem_since_ms) ??
    problemOf(
      row.left_out_since_ms === null ? null : 'too-many-groups',
      TOO_MANY_GROUPS,
      row.left_out_since_ms,
    ) ??
    problemOf(
      row.backfill_problem_code,
      row.backfill_problem_message,
      row.backfill_problem_since_ms,
    )
  );
}

function problemOf(
  code: string | null,
  message: string | null,
  sinceMs: StoredInteger | null,
): DataProblem | undefined {
  return code === null
    ? undefined
    : {
        code: code as DataProblem['code'],
        message: message ?? '',
        sinceMs: Number(sinceMs),
      };
}
