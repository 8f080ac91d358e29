import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { BenchLedger } from './backendSource';
import { isSplitService, ROUTES } from './CounterServer';
import { Sort } from './sorts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Those before have a history that is written and not copied. */
const FIRST_MIXED = 40;

/** Of a hundred services, which have what; a service has five SLOs. */
const EVERY = 100;
const isOneOf = (service: number, share: number, offset: number) =>
  service >= FIRST_MIXED && (service + offset) % EVERY < share;

/** The shares of all SLOs stand with the sorts. */
const hasSlices = (service: number) => isOneOf(service, 20, 30);
const hasComposite = (service: number) => isOneOf(service, 10, 55);
const isExcluded = (service: number) => isOneOf(service, 2, 70);
const isSpent = (service: number) => isOneOf(service, 1, 90);

interface MixedSlo {
  readonly name: string;
  readonly objective: number;
  readonly sli: { readonly total?: object };
}

/** SLOs of a service as they are in operation: most are plain, and some are of these sorts. */
export function mixed<S extends MixedSlo>(
  slos: readonly S[],
  service: number,
  sorts: readonly Sort[],
): object[] {
  const isA = (sort: Sort) => sorts.includes(sort);
  const objective = isA('notices') && isSpent(service) ? 0.999 : 0.99;
  return slos.map(plain => {
    const slo = { ...plain, objective };
    if (isA('groups') && slo.name === 'feed' && isSplitService(service)) {
      return { ...slo, sli: { ...slo.sli, groupBy: ['route'] } };
    }
    if (isA('slices') && slo.name === 'page' && hasSlices(service)) {
      const slices = { lengthMs: 5 * MINUTE_MS, objective: 0.9 };
      return { ...slo, method: 'Timeslices', slices };
    }
    if (isA('composites') && slo.name === 'mail' && hasComposite(service)) {
      const members = ['api', 'job'].map(name => ({ slo: name, weight: 1 }));
      const sli = { kind: 'composite', formula: 'sum', groupBy: [], members };
      return { ...slo, sli };
    }
    return slo;
  });
}

/** An hour a night of some services. */
export async function excludeNights(
  { clock, exclusions }: BenchLedger,
  services: readonly { readonly name: string; readonly service: number }[],
): Promise<void> {
  const startMs = clock.nowMs - 30 * DAY_MS;
  for (const { name, service } of services) {
    if (isExcluded(service)) {
      await exclusions.add({
        ...{ id: name, entityRef: `component:default/${name}` },
        ...{ environment: 'default', name: 'nightly', reason: 'backup' },
        ...{ author: 'user:default/bench', createdAtMs: 0 },
        ...{ startMs, endMs: startMs + HOUR_MS, rrule: 'FREQ=DAILY' },
      });
    }
  }
}

/** The history of a split SLO is that of its routes, each the same as was copied for it. */
export async function splitHistory(knex: Knex): Promise<void> {
  const split = await knex('tile_groups')
    .join('sli_revisions', 'sli_revisions.id', 'tile_groups.sli_revision_id')
    .where('sli_revisions.sli', 'like', '%"groupBy":["route"]%')
    .select({ id: 'tile_groups.id', revision: 'sli_revisions.id' });
  for (const { id, revision } of split) {
    const [first, ...others] = ROUTES.map(route => {
      const labels = canonicalJson({ route });
      return { labels, labels_hash: sha256(labels) };
    });
    await knex('tile_groups').where({ id }).update(first);
    for (const named of others) {
      const [added] = await knex('tile_groups')
        .insert({ sli_revision_id: revision, ...named })
        .returning('id');
      await knex.raw(
        `insert into tile_chunks (group_id, step_ms, start_ms, tiles)
        select ?, step_ms, start_ms, tiles from tile_chunks where group_id = ?`,
        [added.id, id],
      );
    }
  }
}
