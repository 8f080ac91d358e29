/** PostgreSQL's driver hands 64-bit integers over as text, SQLite's as numbers. */
export type StoredInteger = number | string;

export interface ServiceRow {
  readonly entity_ref: string;
  readonly entity_hash: string;
  readonly name: string;
  readonly tier: string;
  readonly owner: string | null;
  readonly spec: string;
  readonly conflicts: string;
  readonly compiled_at_ms: StoredInteger;
  readonly deleted_at_ms: StoredInteger | null;
}

export interface ServiceEnvironmentRow {
  readonly entity_ref: string;
  readonly environment: string;
  readonly position: number;
  readonly revision: string;
  readonly data_source: string;
  readonly diagnostics: string;
}

export interface LintFindingsRow {
  readonly entity_ref: string;
  readonly environment: string;
  readonly revision: string;
  readonly diagnostics: string;
  readonly linted_at_ms: StoredInteger;
}

export interface StackRow {
  readonly revision: string;
  readonly entity_ref: string;
  readonly environment: string;
  readonly spec: string;
  readonly slos: string;
  readonly created_at_ms: StoredInteger;
}

export interface StackAssetRow {
  readonly revision: string;
  readonly asset_id: string;
  readonly position: number;
  readonly kind: string;
  readonly title: string;
  readonly path: string;
  readonly media_type: string;
  readonly sha256: string;
}

export interface SloRow {
  readonly id: number;
  readonly entity_ref: string;
  readonly environment: string;
  readonly name: string;
  readonly current_version: number;
  readonly retired_at_ms: StoredInteger | null;
}

export interface SloVersionRow {
  readonly slo_id: number;
  readonly version: number;
  readonly sli_revision_id: number;
  readonly objective: number;
  readonly window: string;
  readonly method: string;
  readonly slices: string | null;
  readonly no_data: string;
  /** AlertTuning as JSON. */
  readonly alerts: string | null;
  readonly stack_revision: string;
  readonly valid_from_ms: StoredInteger;
  /** When its SLO was retired, if it came back since. */
  readonly valid_until_ms?: StoredInteger | null;
}

export interface SliRevisionRow {
  readonly id: number;
  readonly slo_id: number;
  readonly sli_hash: string;
  readonly data_source: string;
  readonly sli: string;
  readonly created_at_ms: StoredInteger;
  readonly watermark_ms: StoredInteger;
  /** Where the watermark stood before a gap that was left to the back-fill; null once anything newer has been read. */
  readonly unread_from_ms: StoredInteger | null;
  readonly backfill_from_ms: StoredInteger;
  readonly backfill_reached_ms: StoredInteger;
  readonly backfill_origin_ms: StoredInteger;
  readonly problem_code: string | null;
  readonly problem_message: string | null;
  readonly problem_since_ms: StoredInteger | null;
  readonly backfill_problem_code: string | null;
  readonly backfill_problem_message: string | null;
  readonly backfill_problem_since_ms: StoredInteger | null;
  readonly backfill_tries: number;
  readonly backfill_tried_at_ms: StoredInteger | null;
  /** Its watermark is the one of its data source. SQLite has numbers for truth. */
  readonly follows: boolean | number;
  /** Grows when other groups count than before, and when history is read again. */
  readonly groups_version: number;
  readonly left_out_since_ms: StoredInteger | null;
  readonly left_out_at_ms: StoredInteger | null;
}

export interface UnreadableStretchRow {
  readonly sli_revision_id: number;
  readonly start_ms: StoredInteger;
  readonly end_ms: StoredInteger;
  readonly problem_code: string;
  readonly problem_message: string;
  readonly given_up_at_ms: StoredInteger;
}

export interface ReadingCursorRow {
  readonly data_source: string;
  readonly watermark_ms: StoredInteger;
  readonly followers: number;
  readonly definitions: StoredInteger;
  readonly progress: StoredInteger;
  readonly evaluated_at_ms?: StoredInteger | null;
}

export interface CursorKeyRow {
  readonly id: number;
  readonly key: Buffer;
}

export interface TileGroupRow {
  readonly id: number;
  readonly sli_revision_id: number;
  readonly labels_hash: string;
  readonly labels: string;
  /** Null as long as its SLO has no other group. */
  readonly newest_ms: StoredInteger | null;
  readonly retired_at_ms: StoredInteger | null;
}

export interface TileJournalRow {
  readonly id: number;
  readonly shard: number;
  readonly start_ms: StoredInteger;
  readonly end_ms: StoredInteger;
  readonly tiles: Buffer;
}

export interface TileChunkRow {
  readonly group_id: number;
  readonly step_ms: number;
  readonly start_ms: StoredInteger;
  readonly tiles: Buffer;
}

export interface StatusShardRow {
  readonly data_source: string;
  readonly shard: number;
  readonly identities: string;
}

export interface StatusFiguresRow {
  readonly data_source: string;
  readonly shard: number;
  readonly writer: string;
  readonly newest_ms: StoredInteger;
  readonly figures: Buffer;
}

export interface PortfolioRow {
  readonly entity_ref: string;
  readonly environment: string;
  readonly name: string;
  readonly title: string | null;
  readonly type: string;
  readonly tier: string;
  readonly owner: string | null;
  readonly system: string | null;
  readonly domain: string | null;
  readonly data_source: string;
  readonly search: string;
  readonly state: string;
  /** SQLite has numbers for truth. */
  readonly stale: boolean | number;
  readonly worst_slo: string | null;
  readonly worst_remaining: number | null;
  readonly sort_key: number;
  readonly exhausted: number;
  readonly burning: number;
  readonly unknown: number;
  readonly healthy: number;
  readonly no_traffic: number;
  /** Null where all its statuses are as old as the last evaluation of the data source. */
  readonly evaluated_at_ms: StoredInteger | null;
}

export interface SystemDomainRow {
  readonly system: string;
  readonly domain: string;
}

export interface LeaseRow {
  readonly job: string;
  readonly holder: string;
  readonly epoch: number;
  readonly expires_at_ms: StoredInteger;
}

export interface SpecFileRow {
  readonly entity_ref: string;
  readonly source: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly text: string | null;
  readonly problem: string | null;
  readonly etag: string | null;
  readonly looked_at_ms: StoredInteger;
  readonly good_path: string | null;
  readonly good_text: string | null;
  readonly beside: string | null;
  readonly good_beside: string | null;
}

export interface ExclusionRow {
  readonly id: string;
  readonly entity_ref: string;
  readonly environment: string;
  readonly slo: string | null;
  readonly name: string;
  readonly reason: string;
  readonly author: string;
  readonly start_ms: StoredInteger;
  readonly end_ms: StoredInteger;
  readonly rrule: string | null;
  readonly time_zone: string | null;
  readonly last_end_ms: StoredInteger | null;
  readonly created_at_ms: StoredInteger;
  readonly removed_at_ms: StoredInteger | null;
  readonly removed_by: string | null;
}

export interface BudgetCrossingRow {
  readonly slo_id: number;
  readonly labels_hash: string;
  readonly level: string;
  readonly crossed_at_ms: StoredInteger;
  readonly period_ms: StoredInteger | null;
}

export interface BudgetNoticeRow {
  readonly id: string;
  readonly entity_ref: string;
  readonly notice: string;
  readonly created_at_ms: StoredInteger;
  readonly next_try_at_ms: StoredInteger;
  readonly tries: number;
  readonly rank: number;
  readonly published_at_ms: StoredInteger | null;
  readonly notified_at_ms: StoredInteger | null;
  readonly settled_at_ms: StoredInteger | null;
  readonly outcome: string | null;
}
