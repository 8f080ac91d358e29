import { Knex } from 'knex';

/**
 * The watermark of a row of `sli_revisions`, in a statement that joins `reading_cursors`: its own, or the one of its data
 * source where it is read together with others.
 */
export function watermark(knex: Knex): Knex.Raw {
  return knex.raw(
    'case when sli_revisions.follows then reading_cursors.watermark_ms else sli_revisions.watermark_ms end',
  );
}

/** SLI revisions beside the cursors of their data sources. */
export function withCursors(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.leftJoin(
    'reading_cursors',
    'reading_cursors.data_source',
    'sli_revisions.data_source',
  );
}
