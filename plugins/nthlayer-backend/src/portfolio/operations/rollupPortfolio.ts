import { Knex } from 'knex';
import { StoredInteger } from '../../database/tables';
import { RollupEntry, RollupQuery } from '../PortfolioStore';
import { filterPortfolio } from './filterPortfolio';
import { lookUpText } from './searchSuffixes';
import {
  EvaluatedRow,
  evaluatedRows,
  hasExclusions,
  toPortfolioEntry,
  withSources,
} from './toPortfolioEntry';

const COUNTS = [
  'exhausted',
  'burning',
  'unknown',
  'healthy',
  'no_traffic',
] as const;

/** Of a service, absent before the first status. */
const EVALUATED_AT = `case when worst_slo is not null then
  coalesce(portfolio.evaluated_at_ms, reading_cursors.evaluated_at_ms) end`;

type RankedRow = EvaluatedRow & { readonly place: number | string };

type SummedRow = Record<(typeof COUNTS)[number], number | string> & {
  readonly key: string | null;
  readonly services: number | string;
  readonly stale: number;
  readonly oldest: StoredInteger | null;
};

/** What services come to together: sums of counts, and the worst of them beside, which no sum hides. */
export async function rollupPortfolio(
  knex: Knex,
  asked: RollupQuery,
): Promise<RollupEntry[]> {
  const query = await lookUpText(knex, asked);
  const { by } = query;
  const sums: SummedRow[] = await narrowed(knex, query)
    .groupBy(by)
    .select({ key: by })
    .count({ services: '*' })
    .max({ stale: knex.raw('case when stale then 1 else 0 end') })
    .min({ oldest: knex.raw(EVALUATED_AT) })
    .sum(Object.fromEntries(COUNTS.map(column => [column, column])));
  const worst = await worstByKey(knex, query);
  return sums.map(row => ({
    key: row.key,
    services: Number(row.services),
    counts: {
      exhausted: Number(row.exhausted),
      burning: Number(row.burning),
      unknown: Number(row.unknown),
      healthy: Number(row.healthy),
      'no-traffic': Number(row.no_traffic),
    },
    stale: row.stale > 0,
    ...(row.oldest !== null && { evaluatedAtMs: Number(row.oldest) }),
    worst: toPortfolioEntry(worst.get(row.key)!),
  }));
}

function narrowed(
  knex: Knex,
  { by: _by, ...filter }: RollupQuery,
): Knex.QueryBuilder {
  const query = withSources(knex);
  filterPortfolio(query, filter);
  return query;
}

async function worstByKey(
  knex: Knex,
  query: RollupQuery,
): Promise<Map<string | null, EvaluatedRow>> {
  const { by: _by, ...filter } = query;
  const ranked = evaluatedRows(knex).rowNumber('place', builder =>
    builder
      .partitionBy(query.by)
      .orderBy(['sort_key', 'entity_ref', 'environment']),
  );
  filterPortfolio(ranked, filter);
  const rows: RankedRow[] = await knex
    .from(ranked.as('ranked'))
    .where('place', 1)
    .select('ranked.*', hasExclusions(knex, 'ranked'));
  return new Map(rows.map(row => [row[query.by], row]));
}
