import { Knex } from 'knex';
import { inBatches } from '../database/inBatches';
import {
  JudgedService,
  JudgedStatus,
} from '../portfolio/operations/refreshPortfolio';
import { listStatuses } from '../statuses/operations/listStatuses';
import { MadeStatus, WholeEvaluation } from './EvaluationStore';

const SERVICES_PER_STATEMENT = 100;

type Place = Pick<JudgedService, 'entityRef' | 'environment'>;

class Services {
  readonly #byPlace = new Map<string, Place & { statuses: JudgedStatus[] }>();

  add(
    { entityRef, environment }: Place,
    slo: string,
    { state, stale, remaining, evaluatedAtMs }: Omit<JudgedStatus, 'slo'>,
  ): void {
    const key = `${environment} ${entityRef}`;
    const service = this.#byPlace.get(key) ?? {
      entityRef,
      environment,
      statuses: [],
    };
    this.#byPlace.set(key, service);
    service.statuses.push({ slo, state, stale, remaining, evaluatedAtMs });
  }

  list(): JudgedService[] {
    return [...this.#byPlace.values()];
  }
}

/** The services that new statuses are of, each with all its statuses: those that were not made anew are as stored. */
export async function judgedServices(
  tx: Knex.Transaction,
  {
    made,
    kept,
    whole,
  }: {
    made: readonly MadeStatus[];
    kept: readonly MadeStatus[];
    whole?: WholeEvaluation;
  },
): Promise<JudgedService[]> {
  const services = new Services();
  const complete = kept.length === made.length ? whole : undefined;
  const partly = new Set<string>(complete?.failed);
  for (const { active, write } of kept) {
    if (!complete) {
      partly.add(active.entityRef);
    } else if (!partly.has(active.entityRef)) {
      services.add(active, active.slo.name, write.status);
    }
  }
  await inBatches([...partly], SERVICES_PER_STATEMENT, async batch => {
    for (const stored of await listStatuses(tx, batch)) {
      services.add(stored, stored.slo, stored.status);
    }
  });
  return services.list();
}
