import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { ServiceRow } from '../../database/tables';

const PAGE = 200;

/** The specs of all services, read a page at a time. */
export async function listSpecs(knex: Knex): Promise<ServiceSpec[]> {
  const specs: ServiceSpec[] = [];
  for (;;) {
    const after = specs.at(-1)?.entityRef ?? '';
    const rows = await knex<ServiceRow>('services')
      .whereNull('deleted_at_ms')
      .where('entity_ref', '>', after)
      .orderBy('entity_ref')
      .limit(PAGE)
      .select('spec');
    specs.push(...rows.map(row => JSON.parse(row.spec) as ServiceSpec));
    if (rows.length < PAGE) {
      return specs;
    }
    await setImmediate();
  }
}
