import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText, LookedStatuses } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { lockedPortfolio } from './lockedPortfolio';
import {
  OF_STATUSES,
  PortfolioFigures,
  portfolioFigures,
} from './portfolioFigures';
import { PortfolioChange, updatePortfolioRows } from './updatePortfolioRows';

const SERVICES_PER_STATEMENT = 400;

/** What the portfolio looks at of a status. */
export interface JudgedStatus
  extends Pick<
    BudgetStatus,
    'state' | 'stale' | 'remaining' | 'evaluatedAtMs'
  > {
  readonly slo: string;
}

/** A service in one environment with the statuses of all its SLOs. */
export interface JudgedService {
  readonly entityRef: string;
  readonly environment: string;
  readonly statuses: readonly JudgedStatus[];
}

/** What is to be told of a service. */
export interface ToldService {
  readonly entityRef: string;
  readonly environment: string;
  readonly after: PortfolioFigures;
  /** What is told of it, where that is known; else it is read. */
  readonly before?: PortfolioFigures;
}

/** Brings the rows of some services up to their statuses. Locks them first until the transaction ends. */
export async function refreshPortfolio(
  tx: Knex.Transaction,
  services: readonly JudgedService[],
  wholeMs?: number,
): Promise<void> {
  const told = services
    .filter(({ statuses }) => statuses.length > 0)
    .map(service => toldService(service, wholeMs));
  await tellPortfolio(tx, told);
}

/**
 * What the statuses of a service come to. `wholeMs` is when all statuses of their data source were made, if they were:
 * that is told once and not by each row.
 */
export function toldService(
  { entityRef, environment, ...service }: JudgedService,
  wholeMs: number | undefined,
): ToldService {
  const statuses = [...service.statuses].sort((one, other) =>
    compareText(one.slo, other.slo),
  );
  const looked = new LookedStatuses(statuses.length);
  statuses.forEach((status, row) => looked.put(row, status));
  const judged = {
    looked,
    slo: (row: number) => statuses[row].slo,
    evaluatedAtMs: (row: number) => statuses[row].evaluatedAtMs,
  };
  const after = portfolioFigures(judged, [...statuses.keys()], wholeMs);
  return { entityRef, environment, after };
}

/** Tells something else of some services. Locks them first until the transaction ends, in one order. */
export async function tellPortfolio(
  tx: Knex.Transaction,
  services: readonly ToldService[],
): Promise<void> {
  const byRef = groupBy(services, ({ entityRef }) => entityRef);
  const inOrder = [...byRef.keys()].sort();
  const changes: PortfolioChange[] = [];
  await inBatches(inOrder, SERVICES_PER_STATEMENT, async refs => {
    const own = refs.flatMap(ref => byRef.get(ref)!);
    const stored = await lockRows(tx, refs, own);
    for (const service of own) {
      const before = service.before ?? stored?.get(keyOf(service));
      if (before) {
        const { entityRef, environment, after } = service;
        changes.push({ entity_ref: entityRef, environment, before, after });
      }
    }
  });
  await updatePortfolioRows(tx, changes);
}

/** What is stored of these services, unless it is known of all: then rows are locked only where others may write at all. */
async function lockRows(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
  services: readonly ToldService[],
): Promise<ReadonlyMap<string, PortfolioFigures> | undefined> {
  const areKnown = services.every(({ before }) => before !== undefined);
  if (areKnown && tx.client.config.client !== 'pg') {
    return undefined;
  }
  const rows: PortfolioRow[] = await lockedPortfolio(tx)
    .whereIn('entity_ref', entityRefs)
    .select('entity_ref', 'environment', ...(areKnown ? [] : OF_STATUSES));
  return new Map(
    rows.map(row => [
      keyOf({ entityRef: row.entity_ref, environment: row.environment }),
      row,
    ]),
  );
}

function keyOf({
  entityRef,
  environment,
}: Pick<ToldService, 'entityRef' | 'environment'>): string {
  return `${environment} ${entityRef}`;
}
