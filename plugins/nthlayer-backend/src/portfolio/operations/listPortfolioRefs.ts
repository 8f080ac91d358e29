import { Knex } from 'knex';
import { RefsQuery } from '../PortfolioStore';
import { portfolioPages } from './portfolioPages';
import { lookUpText } from './searchSuffixes';

/** Entity refs of the services that a filter leaves. */
export async function listPortfolioRefs(
  knex: Knex,
  asked: RefsQuery,
): Promise<string[]> {
  const query = await lookUpText(knex, asked);
  const refs = new Set<string>();
  for await (const page of portfolioPages(knex, query)) {
    const found: string[] = await page().pluck('entity_ref');
    found.forEach(ref => refs.add(ref));
  }
  return [...refs];
}
