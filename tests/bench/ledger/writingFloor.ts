import { Knex } from 'knex';

type Query = { sql: string; bindings?: readonly unknown[] };

function bytesOf(binding: unknown): Buffer {
  return Buffer.isBuffer(binding) ? binding : Buffer.from(String(binding));
}

/** What is handed to the database to be kept while something is done: the bytes of each statement that writes. */
export async function writtenBytes(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<Buffer[]> {
  const written: Buffer[] = [];
  const keep = ({ sql, bindings = [] }: Query) => {
    if (/^\s*(insert|update|delete)/i.test(sql)) {
      written.push(Buffer.concat(bindings.map(bytesOf)));
    }
  };
  knex.on('query', keep);
  await work();
  knex.removeListener('query', keep);
  return written;
}

/** One transaction that keeps the same bytes in the same file, a row for each statement, and does no more. */
export async function openWritingFloor(
  knex: Knex,
  written: readonly Buffer[],
): Promise<() => Promise<void>> {
  await knex.schema.createTable('bench_floor', table => {
    table.increments();
    table.binary('bytes');
  });
  return () =>
    knex.transaction(async tx => {
      for (const bytes of written) {
        await tx('bench_floor').insert({ bytes });
      }
    });
}
