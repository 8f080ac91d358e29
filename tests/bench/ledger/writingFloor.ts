import { Knex } from 'knex';
import { cpuMsOf, median } from '../measures';

const TURNS = 11;

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

/** CPU of one transaction that keeps the same bytes in the same file, a row for each statement, and does no more; milliseconds. */
export async function writingFloor(
  knex: Knex,
  written: readonly Buffer[],
): Promise<number> {
  await knex.schema.createTable('bench_floor', table => {
    table.increments();
    table.binary('bytes');
  });
  const write = () =>
    knex.transaction(async tx => {
      for (const bytes of written) {
        await tx('bench_floor').insert({ bytes });
      }
    });
  await write();
  const costs: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    costs.push(await cpuMsOf(write));
  }
  await knex.schema.dropTable('bench_floor');
  return median(costs);
}
