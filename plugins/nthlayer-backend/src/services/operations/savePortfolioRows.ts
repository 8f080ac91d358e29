import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { PortfolioRow, SystemDomainRow } from '../../database/tables';
import { lockedPortfolio } from '../../portfolio/operations/lockedPortfolio';
import { UNKNOWN_FIGURES } from '../../portfolio/operations/retellService';
import {
  deleteSuffixes,
  saveSuffixes,
} from '../../portfolio/operations/searchSuffixes';
import { CompiledService, CompiledStack } from '../ServiceStore';

/** Every character has a row by which it is found. */
const MOST_SEARCHED = 1000;

/** What the catalog says; the rest of a row is what statuses say. */
const OF_CATALOG = [
  'name',
  'title',
  'type',
  'tier',
  'owner',
  'system',
  'domain',
  'data_source',
  'search',
] as const;

/** One row an environment of the service; a new one is unknown until its first status. */
export async function savePortfolioRows(
  tx: Knex.Transaction,
  service: CompiledService,
): Promise<void> {
  const { entityRef, system } = service.spec;
  const [stored] = await lockedPortfolio(tx)
    .where('entity_ref', entityRef)
    .select('search');
  const search =
    service.stacks.length > 0 ? searchText(service.spec) : undefined;
  const isSearchedAnew = stored?.search !== search;
  if (stored && isSearchedAnew) {
    await deleteSuffixes(tx, [entityRef]);
  }
  await tx<PortfolioRow>('portfolio')
    .where('entity_ref', entityRef)
    .whereNotIn(
      'environment',
      service.stacks.map(({ stack }) => stack.environment),
    )
    .delete();
  const part =
    system === undefined
      ? undefined
      : await tx<SystemDomainRow>('system_domains').where({ system }).first();
  for (const compiled of service.stacks) {
    await tx<PortfolioRow>('portfolio')
      .insert(newRow(service, compiled, part?.domain))
      .onConflict(['entity_ref', 'environment'])
      .merge([...OF_CATALOG]);
  }
  if (isSearchedAnew) {
    await saveSuffixes(tx, [entityRef]);
  }
}

function newRow(
  { spec }: CompiledService,
  { stack, dataSource }: CompiledStack,
  domain: string | undefined,
): PortfolioRow {
  return {
    entity_ref: spec.entityRef,
    environment: stack.environment,
    name: spec.name,
    title: spec.title ?? null,
    type: spec.type,
    tier: spec.tier,
    owner: spec.owner ?? null,
    system: spec.system ?? null,
    domain: domain ?? null,
    data_source: dataSource,
    search: searchText(spec),
    ...UNKNOWN_FIGURES,
  };
}

/** Without the kind, which would be found in every service. */
function searchText({ entityRef, title = '' }: ServiceSpec): string {
  const place = entityRef.slice(entityRef.indexOf(':') + 1);
  return `${place} ${title}`.toLowerCase().slice(0, MOST_SEARCHED);
}
