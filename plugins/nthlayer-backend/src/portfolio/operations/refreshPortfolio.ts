import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { sortKeyOf, toThousandth, worstOfService } from '../portfolioOrder';
import {
  OF_STATUSES,
  PortfolioFigures,
  updatePortfolioRows,
} from './updatePortfolioRows';

const SERVICES_PER_STATEMENT = 200;

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

/**
 * Brings the rows of some services up to their statuses. Locks them first until the transaction ends. `wholeMs` is when
 * all statuses of their data source were made, if they were: that is told once and not by each row.
 */
export async function refreshPortfolio(
  tx: Knex.Transaction,
  services: readonly JudgedService[],
  wholeMs?: number,
): Promise<void> {
  const byRef = groupBy(services, ({ entityRef }) => entityRef);
  const inOrder = [...byRef.keys()].sort();
  await inBatches(inOrder, SERVICES_PER_STATEMENT, async refs => {
    const stored = await lockRows(tx, refs);
    const own = refs.flatMap(ref => byRef.get(ref)!);
    await updateChanged(tx, own, { stored, wholeMs });
  });
}

type StoredFigures = Pick<PortfolioRow, 'entity_ref' | 'environment'> &
  PortfolioFigures;

function lockRows(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<StoredFigures[]> {
  return tx<PortfolioRow>('portfolio')
    .whereIn('entity_ref', entityRefs)
    .orderBy(['entity_ref', 'environment'])
    .forUpdate()
    .select('entity_ref', 'environment', ...OF_STATUSES);
}

async function updateChanged(
  tx: Knex.Transaction,
  services: readonly JudgedService[],
  { stored, wholeMs }: { stored: StoredFigures[]; wholeMs?: number },
): Promise<void> {
  const rows = new Map(
    stored.map(row => [keyOf(row.entity_ref, row.environment), row]),
  );
  const changed: StoredFigures[] = [];
  for (const { entityRef, environment, statuses } of services) {
    const before = rows.get(keyOf(entityRef, environment));
    if (before && statuses.length > 0) {
      const after = { ...before, ...summarize(statuses, wholeMs) };
      if (!areEqual(before, after)) {
        changed.push(after);
      }
    }
  }
  await updatePortfolioRows(tx, changed);
}

function keyOf(entityRef: string, environment: string): string {
  return `${environment} ${entityRef}`;
}

function areEqual(before: StoredFigures, after: StoredFigures): boolean {
  return OF_STATUSES.every(
    column =>
      // databases have other types for truth and for large numbers
      before[column] === after[column] ||
      (before[column] !== null &&
        after[column] !== null &&
        Number(before[column]) === Number(after[column])),
  );
}

function summarize(
  statuses: readonly JudgedStatus[],
  wholeMs: number | undefined,
): PortfolioFigures {
  const { state, stale, worst } = worstOfService(statuses);
  const left = toThousandth(worst?.remaining ?? null);
  const counts = {
    exhausted: 0,
    burning: 0,
    unknown: 0,
    healthy: 0,
    'no-traffic': 0,
  };
  statuses.forEach(status => {
    counts[status.state] += 1;
  });
  const { 'no-traffic': noTraffic, ...others } = counts;
  const oldestMs = Math.min(...statuses.map(each => each.evaluatedAtMs));
  return {
    state,
    stale,
    worst_slo: worst?.slo ?? null,
    worst_remaining: left,
    sort_key: sortKeyOf(state, left),
    ...others,
    no_traffic: noTraffic,
    evaluated_at_ms: oldestMs === wholeMs ? null : oldestMs,
  };
}
