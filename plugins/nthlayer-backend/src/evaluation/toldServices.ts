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
import { PortfolioMemory } from '../portfolio/PortfolioMemory';
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
  const figures = new Map<ServiceRows, PortfolioFigures>();
  const changed: ToldService[] = [];
  const judged = judgedRows(table);
  const pause = startPausing();
  for (const service of services) {
    const { entityRef, environment, rows } = service;
    if (!failed.has(entityRef)) {
      const before = told?.get(service);
      const after = portfolioFigures(judged, rows, atMs, before);
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
  memory.remember(tx, dataSource, figures);
  return [...changed, ...(await readServices(tx, failed, atMs))];
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
