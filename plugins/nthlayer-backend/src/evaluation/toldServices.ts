import { LookedStatuses } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../database/inBatches';
import {
  JudgedRows,
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
import { StatusOwner } from '../statuses/StatusLayout';
import { StatusTable } from '../statuses/StatusTable';
import { WholeEvaluation } from './EvaluationStore';
import { groupBy } from './groupBy';

const SERVICES_PER_STATEMENT = 100;

/** Services in the environments of one data source. */
interface SomeServices {
  readonly dataSource: string;
  readonly entityRefs: ReadonlySet<string>;
}

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
    return readServicesOf(tx, kept, whole?.atMs);
  }
  const { dataSource, atMs, failed } = whole;
  const { layout, looked } = table;
  const told = areOurs ? memory.told(dataSource) : undefined;
  const known = told?.layout === layout ? told : undefined;
  const isChanged = known && changedServices(table, known.looked);
  const figures = known ? [...known.figures] : [];
  const changed: ToldService[] = [];
  const judged = judgedRows(table);
  const pause = startPausing();
  for (let index = 0; index < services.length; index++) {
    const { entityRef, environment, rows } = services[index];
    if (failed.has(entityRef)) {
      figures[index] = undefined;
      continue;
    }
    const before = known?.figures[index];
    if (before?.evaluated_at_ms === null && isChanged?.[index] === 0) {
      continue;
    }
    const after = portfolioFigures(judged, rows, atMs, before);
    figures[index] = after;
    if (after !== before) {
      changed.push({ entityRef, environment, before, after });
    }
    const pausing = pause();
    if (pausing) {
      await pausing;
    }
  }
  memory.remember(tx, dataSource, { layout, looked, figures });
  const others = { dataSource, entityRefs: failed };
  return [...changed, ...(await readServices(tx, others, atMs))];
}

/** 1 for each service that has other statuses than before, as far as the portfolio looks at them. */
function changedServices(
  { layout, looked }: StatusTable,
  before: LookedStatuses,
): Uint8Array {
  const { ranks, stale, remaining } = looked;
  const { serviceOf, services } = layout;
  const isChanged = new Uint8Array(services.length);
  for (let row = 0; row < serviceOf.length; row++) {
    if (
      ranks[row] !== before.ranks[row] ||
      stale[row] !== before.stale[row] ||
      !Object.is(
        thousandthOf(remaining[row]),
        thousandthOf(before.remaining[row]),
      )
    ) {
      isChanged[serviceOf[row]] = 1;
    }
  }
  return isChanged;
}

function judgedRows(table: StatusTable): JudgedRows {
  const { layout, looked } = table;
  return {
    looked,
    slo: row => layout.owners[row].of.slo.name,
    evaluatedAtMs: row => table.evaluatedAtMs(row),
  };
}

/** Those that some statuses are of, as they are stored. */
async function readServicesOf(
  tx: Knex.Transaction,
  owners: readonly StatusOwner[],
  wholeMs: number | undefined,
): Promise<ToldService[]> {
  const services: ToldService[] = [];
  const bySource = groupBy(owners, ({ of }) => of.dataSource);
  for (const [dataSource, own] of bySource) {
    const entityRefs = new Set(own.map(({ of }) => of.entityRef));
    const some = { dataSource, entityRefs };
    services.push(...(await readServices(tx, some, wholeMs)));
  }
  return services;
}

/** As they are stored. What is told of a service in environments of another data source is known to who evaluates those. */
async function readServices(
  tx: Knex.Transaction,
  { dataSource, entityRefs }: SomeServices,
  wholeMs: number | undefined,
): Promise<ToldService[]> {
  const services: ToldService[] = [];
  await inBatches([...entityRefs], SERVICES_PER_STATEMENT, async batch => {
    const stored = await listStatuses(tx, batch, dataSource);
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
