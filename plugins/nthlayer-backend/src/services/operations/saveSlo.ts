import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson } from '@nthlayer/engine';
import { Knex } from 'knex';
import { unfollow } from '../../cursors/unfollow';
import { SliRevisionRow, SloRow, SloVersionRow } from '../../database/tables';
import { CompiledStack } from '../ServiceStore';
import { historyFrom } from './historyFrom';
import { saveSliRevision } from './saveSliRevision';

interface SaveSloOptions {
  readonly entityRef: string;
  readonly compiled: CompiledStack;
  readonly nowMs: number;
  readonly historyMs: number | undefined;
}

/** Stores an SLO: its identity stays, its SLI has revisions, its objective, window and alerts have versions. */
export async function saveSlo(
  tx: Knex.Transaction,
  slo: Slo,
  options: SaveSloOptions,
): Promise<{ sloId: number; sliAdded: boolean; isCountedAnew: boolean }> {
  const row = await ensureSlo(tx, slo, options);
  const { dataSource, simulated, originMs } = options.compiled;
  const historyFromMs = historyFrom(slo, originMs, options.historyMs);
  const sli = await saveSliRevision(tx, row.id, slo.sli, {
    dataSource,
    simulated,
    originMs,
    historyFromMs,
    nowMs: options.nowMs,
  });
  const current = await tx<SloVersionRow>('slo_versions')
    .where({ slo_id: row.id, version: row.current_version })
    .first();
  const next = versionFields(slo, sli.id);
  const wasAbsent = await endAbsence(tx, row);
  if (!current || wasAbsent || !isSameVersion(current, next)) {
    await addVersion(tx, row, { ...next, ...stamp(options) });
  }
  if (current && current.window !== next.window) {
    await lengthenHistory(tx, sli.id, historyFromMs);
  }
  const isCountedAnew =
    current !== undefined && current.sli_revision_id !== sli.id;
  if (isCountedAnew) {
    await unfollow(tx, [current.sli_revision_id]);
  }
  return { sloId: row.id, sliAdded: sli.added, isCountedAnew };
}

async function ensureSlo(
  tx: Knex.Transaction,
  slo: Slo,
  { entityRef, compiled }: SaveSloOptions,
): Promise<SloRow> {
  const identity = {
    entity_ref: entityRef,
    environment: compiled.stack.environment,
    name: slo.name,
  };
  const known = await tx<SloRow>('slos').where(identity).first();
  if (known) {
    return known;
  }
  const [made] = await tx<SloRow>('slos')
    .insert({ ...identity, current_version: 0 })
    .returning('*');
  return made;
}

/** An SLO that comes back was not there since it was retired: its last version ended then. Answers whether it was away. */
async function endAbsence(
  tx: Knex.Transaction,
  { id, current_version: version, retired_at_ms: retiredAtMs }: SloRow,
): Promise<boolean> {
  if (retiredAtMs === null) {
    return false;
  }
  await tx<SloVersionRow>('slo_versions')
    .where({ slo_id: id, version })
    .update({ valid_until_ms: retiredAtMs });
  await tx<SloRow>('slos').where({ id }).update({ retired_at_ms: null });
  return true;
}

/** A window that is longer now may reach back to what was not read. */
async function lengthenHistory(
  tx: Knex.Transaction,
  sliRevisionId: number,
  historyFromMs: number,
): Promise<void> {
  await tx<SliRevisionRow>('sli_revisions')
    .where('id', sliRevisionId)
    .where('backfill_from_ms', '>', historyFromMs)
    .update({ backfill_from_ms: historyFromMs });
}

type VersionFields = Omit<
  SloVersionRow,
  'slo_id' | 'version' | 'stack_revision' | 'valid_from_ms' | 'valid_until_ms'
>;

function versionFields(slo: Slo, sliRevisionId: number): VersionFields {
  return {
    sli_revision_id: sliRevisionId,
    objective: slo.objective,
    window: canonicalJson(slo.window),
    method: slo.method,
    slices: slo.slices ? canonicalJson(slo.slices) : null,
    no_data: slo.noData,
    alerts: slo.alerts ? canonicalJson(slo.alerts) : null,
  };
}

function isSameVersion(current: SloVersionRow, next: VersionFields): boolean {
  return (
    current.sli_revision_id === next.sli_revision_id &&
    current.objective === next.objective &&
    current.window === next.window &&
    current.method === next.method &&
    current.slices === next.slices &&
    current.no_data === next.no_data &&
    current.alerts === next.alerts
  );
}

function stamp({ compiled, nowMs }: SaveSloOptions) {
  return { stack_revision: compiled.stack.revision, valid_from_ms: nowMs };
}

async function addVersion(
  tx: Knex.Transaction,
  slo: SloRow,
  fields: Omit<SloVersionRow, 'slo_id' | 'version'>,
): Promise<void> {
  const version = slo.current_version + 1;
  await tx<SloVersionRow>('slo_versions').insert({
    ...fields,
    slo_id: slo.id,
    version,
  });
  await tx<SloRow>('slos')
    .where('id', slo.id)
    .update({ current_version: version });
}
