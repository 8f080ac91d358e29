import { Knex } from 'knex';
import { touchDefinitions } from '../../cursors/touchDefinitions';
import { ServiceEnvironmentRow, ServiceRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { CompiledService, CompiledStack, SaveOutcome } from '../ServiceStore';
import { savePortfolioRows } from './savePortfolioRows';
import { retellService } from '../../portfolio/operations/retellService';
import { retireSlos } from './retireSlos';
import { startPausing } from '../../startPausing';
import { saveSlo } from './saveSlo';
import { saveSpecExclusions } from './saveSpecExclusions';
import { saveStack } from './saveStack';

/** Stores a compiled service in one transaction. Rows that would not change are left alone. */
export async function saveService(
  knex: Knex,
  service: CompiledService,
  options: {
    nowMs: number;
    historyMs: number | undefined;
    fence: Lease | undefined;
  },
): Promise<SaveOutcome> {
  return fenced(knex, options.fence, async tx => {
    const sources = service.stacks.map(({ dataSource }) => dataSource);
    await touchDefinitions(tx, sources);
    await upsertService(tx, service, options.nowMs);
    await replaceEnvironments(tx, service);
    await savePortfolioRows(tx, service);
    await saveSpecExclusions(tx, service, options.nowMs);
    let slisAdded = 0;
    let areOthers = false;
    const sloIds: number[] = [];
    // SQLite answers at once: without a pause all of it would be one turn
    const pause = startPausing();
    for (const compiled of service.stacks) {
      await saveStack(tx, compiled.stack, options.nowMs);
      for (const slo of compiled.stack.slos) {
        const saved = await saveSlo(tx, slo, {
          ...options,
          entityRef: service.spec.entityRef,
          compiled,
        });
        sloIds.push(saved.sloId);
        slisAdded += saved.sliAdded ? 1 : 0;
        areOthers ||= saved.isCountedAnew;
        await pause();
      }
    }
    const { entityRef } = service.spec;
    const retired = await retireSlos(tx, [entityRef], options.nowMs, sloIds);
    if (areOthers || retired > 0) {
      await retellService(tx, entityRef);
    }
    return { slisAdded };
  });
}

async function upsertService(
  tx: Knex.Transaction,
  { spec, entityHash }: CompiledService,
  nowMs: number,
): Promise<void> {
  await tx<ServiceRow>('services')
    .insert({
      entity_ref: spec.entityRef,
      entity_hash: entityHash,
      name: spec.name,
      tier: spec.tier,
      owner: spec.owner ?? null,
      spec: JSON.stringify(spec),
      conflicts: '[]',
      compiled_at_ms: nowMs,
      deleted_at_ms: null,
    })
    .onConflict('entity_ref')
    .merge([
      'entity_hash',
      'name',
      'tier',
      'owner',
      'spec',
      'compiled_at_ms',
      'deleted_at_ms',
    ]);
}

async function replaceEnvironments(
  tx: Knex.Transaction,
  { spec, stacks }: CompiledService,
): Promise<void> {
  await tx<ServiceEnvironmentRow>('service_environments')
    .where('entity_ref', spec.entityRef)
    .delete();
  if (stacks.length > 0) {
    await tx<ServiceEnvironmentRow>('service_environments').insert(
      stacks.map((compiled, position) => environmentRow(compiled, position)),
    );
  }
}

function environmentRow(
  { stack, dataSource }: CompiledStack,
  position: number,
): ServiceEnvironmentRow {
  return {
    entity_ref: stack.spec.entityRef,
    environment: stack.environment,
    position,
    revision: stack.revision,
    data_source: dataSource,
    diagnostics: JSON.stringify(stack.diagnostics),
  };
}
