import { Knex } from 'knex';
import { inBatches } from '../database/inBatches';
import {
  JudgedRows,
  PortfolioFigures,
  portfolioFigures,
} from '../portfolio/operations/portfolioFigures';
import {
  ToldService,
  toldService,
} from '../portfolio/operations/refreshPortfolio';
import { PortfolioMemory, ToldStatuses } from '../portfolio/PortfolioMemory';
import { thousandthOf } from '../portfolio/portfolioOrder';
import { listStatuses } from '../statuses/operations/listStatuses';
import { startPausing } from '../startPausing';
import { SavedStatuses } from '../statuses/operations/saveStatuses';
import { ServiceRows } from '../statuses/StatusLayout';
import { StatusTable } from '../statuses/StatusTable';
import { WholeEvaluation } from './EvaluationStore';
import { groupBy } from './groupBy';

const SERVICES_PER_STATEMENT = 100;

/** What was evaluated, and what became of it. */
interface SavedTable {
  readonly table: StatusTable;
  readonly saved: SavedStatuses;
  readonly whole?: WholeEvaluation;
}

/**
 * What is to be told of the services that new statuses are of: what was not made anew is as stored. Of a whole evaluation,
 * those are left out of which the portfolio tells just that.
 */
export async function toldServices(
  tx: Knex.Transaction,
  { table, saved, whole }: SavedTable,
  memory: PortfolioMemory,
): Promise<ToldService[]> {
  const { leftOut, areOurs } = saved;
  const { owners, services } = table.layout;
  if (!whole || leftOut.size > 0) {
    memory.forget(owners);
    const kept = owners.filter((_owner, row) => !leftOut.has(row));
    const refs = new Set(kept.map(({ of }) => of.entityRef));
    return readServices(tx, refs, whole?.atMs);
  }
  const { dataSource, atMs, failed } = whole;
  const told = areOurs ? memory.told(dataSource) : undefined;
  const isAsTold = comparing(table, told);
  const figures = new Map<ServiceRows, PortfolioFigures>();
  const changed: ToldService[] = [];
  const judged = judgedRows(table);
  const pause = startPausing();
  for (const service of services) {
    const { entityRef, environment, rows } = service;
    if (!failed.has(entityRef)) {
      const before = told?.figures.get(service);
      const after =
        before?.evaluated_at_ms === null && isAsTold(service)
          ? before
          : portfolioFigures(judged, rows, atMs, before);
      figures.set(service, after);
      if (after !== before) {
        changed.push({ entityRef, environment, before, after });
      }
    }
    const pausing = pause();
    if (pausing) {
      await pausing;
    }
  }
  const { layout, looked } = table;
  memory.remember(tx, dataSource, { layout, looked, figures });
  return [...changed, ...(await readServices(tx, failed, atMs))];
}

/** Whether a service has the same statuses as those of which the portfolio tells, as far as that looks at them. */
function comparing(
  { layout, looked }: StatusTable,
  told: ToldStatuses | undefined,
): (service: ServiceRows) => boolean {
  if (told?.layout !== layout) {
    return () => false;
  }
  const before = told.looked;
  return ({ rows }) => {
    for (const row of rows) {
      if (
        looked.ranks[row] !== before.ranks[row] ||
        looked.stale[row] !== before.stale[row] ||
        !Object.is(
          thousandthOf(looked.remaining[row]),
          thousandthOf(before.remaining[row]),
        )
      ) {
        return false;
      }
    }
    return true;
  };
}

function judgedRows(table: StatusTable): JudgedRows {
  const { layout, looked } = table;
  return {
    looked,
    slo: row => layout.owners[row].of.slo.name,
    evaluatedAtMs: row => table.evaluatedAtMs(row),
  };
}

/** As they are stored. */
async function readServices(
  tx: Knex.Transaction,
  entityRefs: ReadonlySet<string>,
  wholeMs: number | undefined,
): Promise<ToldService[]> {
  const services: ToldService[] = [];
  await inBatches([...entityRefs], SERVICES_PER_STATEMENT, async batch => {
    const stored = await listStatuses(tx, batch);
    const byPlace = groupBy(
      stored,
      ({ environment, entityRef }) => `${environment} ${entityRef}`,
    );
    for (const own of byPlace.values()) {
      const [{ entityRef, environment }] = own;
      const statuses = own.map(({ slo, status }) => ({ slo, ...status }));
      services.push(toldService({ entityRef, environment, statuses }, wholeMs));
    }
  });
  return services;
}
