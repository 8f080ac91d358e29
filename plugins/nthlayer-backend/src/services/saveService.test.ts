import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleService, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS } from '../durations';
import { DatabaseServiceStore } from './DatabaseServiceStore';
import { CompiledService } from './ServiceStore';

jest.setTimeout(60_000);

const NOW_MS = Date.UTC(2026, 2, 10, 12);

function measured(simulated: boolean): CompiledService {
  const service = exampleService(exampleSpec('a'), NOW_MS);
  const stacks = service.stacks.map(stack => ({ ...stack, simulated }));
  return { ...service, stacks };
}

describe.each(databases.eachSupportedId())('saveService on %s', id => {
  it('gives a real source no tiles of a simulated one with its name', async () => {
    const knex = await createDatabase(id);
    const store = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
    const added: number[] = [];
    for (const simulated of [true, false, false, true]) {
      const outcome = await store.saveService(measured(simulated), NOW_MS);
      added.push(outcome.slisAdded);
    }
    expect(added).toEqual([1, 1, 0, 0]);
    expect(await knex('sli_revisions').select('id')).toHaveLength(2);
  });
});
