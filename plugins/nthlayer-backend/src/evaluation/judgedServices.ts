import { Knex } from 'knex';
import { inBatches } from '../database/inBatches';
import {
  JudgedService,
  JudgedStatus,
} from '../portfolio/operations/refreshPortfolio';
import { PortfolioMemory } from '../portfolio/PortfolioMemory';
import { listStatuses } from '../statuses/operations/listStatuses';
import { SavedStatuses } from '../statuses/operations/saveStatuses';
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
 * The services that new statuses are of, each with all its statuses: those that were not made anew are as stored. Of a
 * whole evaluation, those are left out of which the portfolio tells what it told already.
 */
export async function judgedServices(
  tx: Knex.Transaction,
  { table, saved, whole }: SavedTable,
  memory: PortfolioMemory,
): Promise<JudgedService[]> {
  const { leftOut, areOurs } = saved;
  const { owners, services } = table.layout;
  if (!whole || leftOut.size > 0) {
    memory.forget(owners);
    const kept = owners.filter((_owner, row) => !leftOut.has(row));
    return readServices(tx, new Set(kept.map(({ of }) => of.entityRef)));
  }
  const isWhole = ({ entityRef }: { entityRef: string }) =>
    !whole.failed.has(entityRef);
  const changed = areOurs ? memory.changed(whole.dataSource, table) : services;
  memory.remember(tx, whole.dataSource, table);
  return [
    ...changed.filter(isWhole).map(({ entityRef, environment, rows }) => ({
      entityRef,
      environment,
      statuses: rows.map(row => judgedStatus(table, row)),
    })),
    ...(await readServices(tx, whole.failed)),
  ];
}

function judgedStatus(table: StatusTable, row: number): JudgedStatus {
  return {
    slo: table.layout.owners[row].of.slo.name,
    state: table.state(row),
    stale: table.stale(row),
    remaining: table.remaining(row),
    evaluatedAtMs: table.evaluatedAtMs(row),
  };
}

/** As they are stored. */
async function readServices(
  tx: Knex.Transaction,
  entityRefs: ReadonlySet<string>,
): Promise<JudgedService[]> {
  const services: JudgedService[] = [];
  await inBatches([...entityRefs], SERVICES_PER_STATEMENT, async batch => {
    const stored = await listStatuses(tx, batch);
    const byPlace = groupBy(
      stored,
      ({ environment, entityRef }) => `${environment} ${entityRef}`,
    );
    for (const own of byPlace.values()) {
      const [{ entityRef, environment }] = own;
      const statuses = own.map(({ slo, status }) => ({ slo, ...status }));
      services.push({ entityRef, environment, statuses });
    }
  });
  return services;
}
