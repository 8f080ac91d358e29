import { Knex } from 'knex';
import { StoredInteger } from '../../database/tables';
import { RollupEntry, RollupKey, RollupQuery } from '../PortfolioStore';
import { RollupSums } from '../RollupSums';
import { PortfolioPage, portfolioPages } from './portfolioPages';
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

type SummedRow = Record<(typeof COUNTS)[number], number | string> & {
  readonly key: string | null;
  readonly services: number | string;
  readonly stale: number;
  readonly oldest: StoredInteger | null;
};

/**
 * What services come to together: sums of counts, and the worst of them beside, which no sum hides. The worst come first.
 */
export async function rollupPortfolio(
  knex: Knex,
  asked: RollupQuery,
): Promise<RollupEntry[]> {
  const query = await lookUpText(knex, asked);
  const rollups = RollupSums.create();
  for await (const page of portfolioPages(knex, query)) {
    rollups.add(await rollupPage(knex, page, query.by));
  }
  return rollups.list();
}

async function rollupPage(
  knex: Knex,
  page: PortfolioPage,
  by: RollupKey,
): Promise<RollupEntry[]> {
  const sums: SummedRow[] = await withSources(page())
    .groupBy(by)
    .select({ key: by })
    .count({ services: '*' })
    .max({ stale: knex.raw('case when stale then 1 else 0 end') })
    .min({ oldest: knex.raw(EVALUATED_AT) })
    .sum(Object.fromEntries(COUNTS.map(column => [column, column])));
  const worst = await worstByKey(knex, page, by);
  return sums.flatMap(row => {
    const ofKey = worst.get(row.key);
    return ofKey ? [toRollup(row, ofKey)] : [];
  });
}

function toRollup(row: SummedRow, worst: EvaluatedRow): RollupEntry {
  return {
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
    worst: toPortfolioEntry(worst),
  };
}

/** Ranked by what their order is made of alone; only the worst are read whole. */
async function worstByKey(
  knex: Knex,
  page: PortfolioPage,
  by: RollupKey,
): Promise<Map<string | null, EvaluatedRow>> {
  const ranked = page()
    .select({ worst_ref: 'entity_ref', worst_in: 'environment' })
    .rowNumber('place', builder =>
      builder
        .partitionBy(by)
        .orderBy(['sort_key', 'entity_ref', 'environment']),
    );
  const worst = knex
    .from(ranked.as('ranked'))
    .join('portfolio', join =>
      join
        .on('portfolio.entity_ref', 'ranked.worst_ref')
        .andOn('portfolio.environment', 'ranked.worst_in'),
    )
    .where('ranked.place', 1);
  const rows: EvaluatedRow[] = await evaluatedRows(worst).select(
    hasExclusions(knex),
  );
  return new Map(rows.map(row => [row[by], row]));
}
