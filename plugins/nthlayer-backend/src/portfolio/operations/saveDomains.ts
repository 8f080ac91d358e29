import { Knex } from 'knex';
import { PortfolioRow, SystemDomainRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

/** Stores which system is part of which domain, and tells the portfolio what has changed. */
export async function saveDomains(
  knex: Knex,
  domains: ReadonlyMap<string, string>,
  fence: Lease | undefined,
): Promise<void> {
  await fenced(knex, fence, async tx => {
    const rows = await tx<SystemDomainRow>('system_domains').select();
    const before = new Map(rows.map(row => [row.system, row.domain]));
    for (const system of new Set([...before.keys(), ...domains.keys()])) {
      const domain = domains.get(system);
      if (domain !== before.get(system)) {
        await saveDomain(tx, system, domain);
      }
    }
  });
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
