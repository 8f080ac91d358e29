import fc from 'fast-check';
import { z } from 'zod';
import { createDatabase, databases } from '../__testUtils__/databases';
import { shortenErrors } from '../database/shortenErrors';
import { CursorSeal } from './CursorSeal';

jest.setTimeout(60_000);

const REFUSED = 'The cursor does not belong to this list';
const schema = z.strictObject({ after: z.string() });
const list = { list: 'things', environment: 'production' };
const position = { after: 'component:default/a' };

describe.each(databases.eachSupportedId())('CursorSeal on %s', id => {
  it('reads what any other process with the same database wrote', async () => {
    const knex = await createDatabase(id);
    const seals = Array.from({ length: 8 }, () => CursorSeal.create({ knex }));
    const texts = await Promise.all(
      seals.map(each => each.seal(position, list)),
    );
    expect(new Set(texts).size).toBe(1);
    const later = CursorSeal.create({ knex });
    expect(await later.open(texts[0], list, schema)).toEqual(position);
    expect(await knex('cursor_keys')).toHaveLength(1);
  });

  it('asks the database once, and again when that failed', async () => {
    const knex = await createDatabase(id);
    const seal = CursorSeal.create({ knex });
    const queries = jest.fn();
    knex.on('query', queries);
    await knex.schema.renameTable('cursor_keys', 'elsewhere');
    await expect(seal.seal(position, list)).rejects.toThrow('cursor_keys');
    await knex.schema.renameTable('elsewhere', 'cursor_keys');
    queries.mockClear();
    const text = await seal.seal(position, list);
    await seal.open(text, list, schema);
    expect(queries).toHaveBeenCalledTimes(2);
  });

  it('tells no key when it cannot be stored', async () => {
    const knex = await createDatabase(id);
    shortenErrors(knex);
    let key: Buffer | undefined;
    knex.on('query', ({ bindings }) => {
      key ??= bindings.find(Buffer.isBuffer);
    });
    await knex.schema.renameTable('cursor_keys', 'elsewhere');
    const refused = await CursorSeal.create({ knex })
      .seal(position, list)
      .catch(error => error);
    await knex.schema.renameTable('elsewhere', 'cursor_keys');
    expect(refused.message).toMatch(/cursor_keys.*\(\w+\)$/);
    expect(`${refused.stack}`).not.toContain(key?.toString('hex'));
  });
});

describe('CursorSeal', () => {
  const sealed = async () => {
    const knex = await createDatabase('SQLITE_3');
    const seal = CursorSeal.create({ knex });
    return { seal, text: await seal.seal(position, list) };
  };

  it('hides the position, and fits into a request whatever it is', async () => {
    const { seal, text } = await sealed();
    const plain = Buffer.from(text, 'base64url').toString('latin1');
    expect(plain).not.toContain('component');
    const longest = {
      sortKey: -1.2345678901234567e-300,
      entityRef: 'x'.repeat(255),
      environment: 'x'.repeat(63),
    };
    expect((await seal.seal(longest, list)).length).toBeLessThan(1024);
  });

  it('is the same for the same position and list only', async () => {
    const { seal, text } = await sealed();
    expect(await seal.seal(position, list)).toBe(text);
    expect(await seal.seal({ after: 'b' }, list)).not.toBe(text);
    expect(await seal.seal(position, {})).not.toBe(text);
  });

  it('refuses the cursor of another list, another database or another shape', async () => {
    const { seal, text } = await sealed();
    const staging = { ...list, environment: 'staging' };
    await expect(seal.open(text, staging, schema)).rejects.toThrow(REFUSED);
    const bare = { list: 'things' };
    await expect(seal.open(text, bare, schema)).rejects.toThrow(REFUSED);
    const knex = await createDatabase('SQLITE_3');
    const foreign = CursorSeal.create({ knex });
    await expect(foreign.open(text, list, schema)).rejects.toThrow(REFUSED);
    const other = await seal.seal({ before: 'a' }, list);
    await expect(seal.open(other, list, schema)).rejects.toThrow(REFUSED);
  });

  it('refuses any change of a cursor, and any other text', async () => {
    const { seal, text } = await sealed();
    const refuses = (forged: string) =>
      expect(seal.open(forged, list, schema)).rejects.toThrow(REFUSED);
    for (let length = 0; length < text.length; length++) {
      await refuses(text.slice(0, length));
    }
    await refuses(`${text}=`);
    await refuses(`${text}AAAA`);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom(...'abcXYZ019-_'),
        async (at, letter) => {
          fc.pre(text[at] !== letter);
          await refuses(text.slice(0, at) + letter + text.slice(at + 1));
        },
      ),
    );
    await fc.assert(fc.asyncProperty(fc.string(), refuses));
  });
});
