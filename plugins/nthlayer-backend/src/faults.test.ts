import { Knex } from 'knex';
import { createDatabase, databases } from './__testUtils__/databases';
import { scriptToEmptyTables } from './__testUtils__/emptyTables';
import { simulate } from './__testUtils__/faults/simulate';
import { runScript } from './__testUtils__/runScript';

jest.setTimeout(600_000);

const SEEDS = Number(process.env.NTHLAYER_FAULT_SEEDS ?? 500);
const FIRST_SEED = Number(process.env.NTHLAYER_FAULT_FIRST_SEED ?? 1);
const SEEDS_PER_TEST = 50;
const SEEDS_ELSEWHERE = 5;
const TURNS = 10;

async function simulateAll(
  knex: Knex,
  seeds: { first: number; last: number },
): Promise<number> {
  const empty = await scriptToEmptyTables(knex);
  let done = seeds.first;
  for (let seed = seeds.first; seed < seeds.last; seed++) {
    await runScript(knex, empty);
    try {
      await simulate(knex, { seed, turns: TURNS });
    } catch (error) {
      throw new Error(`Seed ${seed}: ${error}`, { cause: error });
    }
    done += 1;
  }
  return done;
}

describe('two replicas under faults of all kinds', () => {
  const database = createDatabase('SQLITE_3');

  const firsts = Array.from(
    { length: Math.ceil(SEEDS / SEEDS_PER_TEST) },
    (_, index) => FIRST_SEED + index * SEEDS_PER_TEST,
  );

  it.each(firsts)(
    'lose no tile and count none twice from seed %d',
    async first => {
      const last = Math.min(first + SEEDS_PER_TEST, FIRST_SEED + SEEDS);
      expect(await simulateAll(await database, { first, last })).toBe(last);
    },
  );
});

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'some of these on %s',
  id => {
    it('lose no tile and count none twice', async () => {
      const last = FIRST_SEED + Math.min(SEEDS, SEEDS_ELSEWHERE);
      const seeds = { first: FIRST_SEED, last };
      expect(await simulateAll(await createDatabase(id), seeds)).toBe(last);
    });
  },
);
