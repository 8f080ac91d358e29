import { Knex } from 'knex';
import { PortfolioRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { listStatuses } from '../../statuses/operations/listStatuses';
import { UNKNOWN_SORT_KEY } from '../portfolioOrder';
import { refreshPortfolio } from './refreshPortfolio';
import { PortfolioFigures } from './portfolioFigures';

/** Before its first status a service is unknown. */
export const UNKNOWN_FIGURES: PortfolioFigures = {
  state: 'unknown',
  stale: true,
  worst_slo: null,
  worst_remaining: null,
  sort_key: UNKNOWN_SORT_KEY,
  exhausted: 0,
  burning: 0,
  unknown: 0,
  healthy: 0,
  no_traffic: 0,
  evaluated_at_ms: null,
};

/** After a change of what its SLOs count: nothing is told of those that are no longer there. */
export async function retellService(
  tx: Knex.Transaction,
  entityRef: string,
): Promise<void> {
  const stored = await listStatuses(tx, [entityRef]);
  const ofEnvironments = groupBy(stored, ({ environment }) => environment);
  await tx<PortfolioRow>('portfolio')
    .where('entity_ref', entityRef)
    .whereNotIn('environment', [...ofEnvironments.keys()])
    .update(UNKNOWN_FIGURES);
  await refreshPortfolio(
    tx,
    [...ofEnvironments].map(([environment, own]) => ({
      entityRef,
      environment,
      statuses: own.map(({ slo, status }) => ({ slo, ...status })),
    })),
  );
}
