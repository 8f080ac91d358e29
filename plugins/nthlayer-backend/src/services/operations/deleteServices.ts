import { Knex } from 'knex';
import { touchDefinitions } from '../../cursors/touchDefinitions';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow, ServiceRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { lockedPortfolio } from '../../portfolio/operations/lockedPortfolio';
import { deleteSuffixes } from '../../portfolio/operations/searchSuffixes';
import { retireSlos } from './retireSlos';

/** Marks services as gone from the catalog, and their SLOs with them. */
export async function deleteServices(
  knex: Knex,
  entityRefs: readonly string[],
  { nowMs, fence }: { nowMs: number; fence: Lease | undefined },
): Promise<void> {
  await inBatches(entityRefs, 500, async batch => {
    await fenced(knex, fence, async tx => {
      await touchDefinitions(tx);
      await tx<ServiceRow>('services')
        .whereIn('entity_ref', batch)
        .whereNull('deleted_at_ms')
        .update({ deleted_at_ms: nowMs });
      await retireSlos(tx, batch, nowMs);
      await deleteSuffixes(tx, batch);
      await lockedPortfolio(tx)
        .whereIn('entity_ref', batch)
        .select('entity_ref');
      await tx<PortfolioRow>('portfolio').whereIn('entity_ref', batch).delete();
    });
  });
}
