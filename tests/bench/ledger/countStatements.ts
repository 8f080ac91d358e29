import { Knex } from 'knex';

/** Counts what the ledger sends to its database. */
export function countStatements(knex: Knex) {
  const counts = { transactions: 0, ofTiles: 0 };
  knex.on('query', ({ sql }: { sql: string }) => {
    if (/^BEGIN/i.test(sql)) {
      counts.transactions += 1;
    } else if (sql.includes('tile_')) {
      counts.ofTiles += 1;
    }
  });
  return async (work: () => Promise<unknown>) => {
    const before = { ...counts };
    await work();
    return {
      transactions: counts.transactions - before.transactions,
      ofTiles: counts.ofTiles - before.ofTiles,
    };
  };
}
