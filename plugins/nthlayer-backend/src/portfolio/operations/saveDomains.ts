import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow, SystemDomainRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { lockedPortfolio } from './lockedPortfolio';

const SYSTEMS_PER_TRANSACTION = 10;

/** Stores which system is part of which domain, and tells the portfolio what has changed. */
export async function saveDomains(
  knex: Knex,
  domains: ReadonlyMap<string, string>,
  fence: Lease | undefined,
): Promise<void> {
  const rows = await knex<SystemDomainRow>('system_domains').select();
  const before = new Map(rows.map(row => [row.system, row.domain]));
  const changed = [...new Set([...before.keys(), ...domains.keys()])].filter(
    system => domains.get(system) !== before.get(system),
  );
  await inBatches(changed, SYSTEMS_PER_TRANSACTION, batch =>
    fenced(knex, fence, async tx => {
      await lockedPortfolio(tx).whereIn('system', batch).select('system');
      for (const system of batch) {
        await saveDomain(tx, system, domains.get(system));
      }
    }),
  );
}

async function saveDomain(
  tx: Knex.Transaction,
  system: string,
  domain: string | undefined,
): Promise<void> {
  await tx<SystemDomainRow>('system_domains').where({ system }).delete();
  if (domain !== undefined) {
    await tx<SystemDomainRow>('system_domains').insert({ system, domain });
  }
  await tx<PortfolioRow>('portfolio')
    .where({ system })
    .update({ domain: domain ?? null });
}
