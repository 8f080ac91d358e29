import { LookedStatuses } from '@nthlayer/engine';
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
import { thousandthOf } from '../portfolio/portfolioOrder';
import { listStatuses } from '../statuses/operations/listStatuses';
import { startPausing } from '../startPausing';
import { SavedStatuses } from '../statuses/operations/saveStatuses';
import { StatusTable } from '../statuses/StatusTable';
import { WholeEvaluation } from './EvaluationStore';
import { groupBy } from './groupBy';

const SERVICES_PER_STATEMENT = 100;
const SERVICES_PER_LOOK = 64;

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
  const { layout, looked } = table;
  const told = areOurs ? memory.told(dataSource) : undefined;
  const known = told?.layout === layout ? told : undefined;
  const figures = new Array<PortfolioFigures | undefined>(services.length);
  const changed: ToldService[] = [];
  const judged = judgedRows(table);
  const pause = startPausing();
  for (let index = 0; index < services.length; index++) {
    const { entityRef, environment, rows } = services[index];
    if (failed.size === 0 || !failed.has(entityRef)) {
      const before = known?.figures[index];
      const isAsTold =
        before?.evaluated_at_ms === null &&
        areAlike(rows, looked, known!.looked);
      const after = isAsTold
        ? before
        : portfolioFigures(judged, rows, atMs, before);
      figures[index] = after;
      if (after !== before) {
        changed.push({ entityRef, environment, before, after });
      }
    }
    const pausing = index % SERVICES_PER_LOOK === 0 && pause();
    if (pausing) {
      await pausing;
    }
  }
  memory.remember(tx, dataSource, { layout, looked, figures });
  return [...changed, ...(await readServices(tx, failed, atMs))];
}

/** Whether rows have the same statuses as before, as far as the portfolio looks at them. */
function areAlike(
  rows: readonly number[],
  now: LookedStatuses,
  before: LookedStatuses,
): boolean {
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (
      now.ranks[row] !== before.ranks[row] ||
      now.stale[row] !== before.stale[row] ||
      !isSameThousandth(now.remaining[row], before.remaining[row])
    ) {
      return false;
    }
  }
  return true;
}

function isSameThousandth(one: number, other: number): boolean {
  return (
    Object.is(one, other) || Object.is(thousandthOf(one), thousandthOf(other))
  );
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
