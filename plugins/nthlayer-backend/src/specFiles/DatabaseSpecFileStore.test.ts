import { createDatabase, databases } from '../__testUtils__/databases';
import { DatabaseSpecFileStore } from './DatabaseSpecFileStore';
import { SpecFileLook } from './SpecFileStore';

jest.setTimeout(60_000);

const problem = {
  severity: 'error',
  code: 'spec-file-unreadable',
  path: '',
  summary: 'No.',
} as const;

function look(overrides: Partial<SpecFileLook> = {}): SpecFileLook {
  return {
    entityRef: 'component:default/a',
    source: 'https://example.com/nthlayer.yaml',
    file: { path: 'nthlayer.yaml', text: 'one' },
    fingerprint: 'f1',
    etag: '"1"',
    lookedAtMs: 1_900_000_000_000,
    ...overrides,
  };
}

describe.each(databases.eachSupportedId())(
  'DatabaseSpecFileStore on %s',
  id => {
    const setUp = async () =>
      DatabaseSpecFileStore.create({ knex: await createDatabase(id) });

    it('keeps the last look, and the last good version beside it', async () => {
      const store = await setUp();
      const { entityRef, file, ...sight } = look();
      expect(await store.get(entityRef)).toBeUndefined();
      await store.saveLook(look());
      expect(await store.get(entityRef)).toEqual({ file });
      expect(await store.listSights()).toEqual(
        new Map([[entityRef, { entityRef, ...sight }]]),
      );

      const good = { path: 'nthlayer.yaml', text: 'one' };
      await store.saveGood(entityRef, good);
      const broken = { path: 'other.yaml', problem };
      await store.saveLook(
        look({ file: broken, fingerprint: 'f2', etag: undefined }),
      );
      expect(await store.get(entityRef)).toEqual({
        file: broken,
        lastGood: good,
      });
      const [[, after]] = await store.listSights();
      expect(after.fingerprint).toBe('f2');
      expect(after.etag).toBeUndefined();
    });

    it('keeps the files beside a spec with it', async () => {
      const store = await setUp();
      const beside = {
        environments: ['staging'],
        files: [
          { path: 'environments/staging.yaml', text: 'environment: staging' },
          { path: 'a.yaml', missing: true as const },
        ],
      };
      const whole = { path: 'nthlayer.yaml', text: 'one', beside };
      await store.saveLook(look({ file: whole }));
      await store.saveGood('component:default/a', whole);
      const [[, sight]] = await store.listSights();
      expect(sight.hasBeside).toBe(true);
      const alone = { path: 'nthlayer.yaml', text: 'two' };
      await store.saveLook(look({ file: alone }));
      expect(await store.get('component:default/a')).toEqual({
        file: alone,
        lastGood: whole,
      });
      const [[, after]] = await store.listSights();
      expect(after.hasBeside).toBeUndefined();
    });

    it('tells an empty file from one that is not there', async () => {
      const store = await setUp();
      const file = { path: 'nthlayer.yaml', text: '' };
      await store.saveLook(look({ file }));
      await store.saveGood('component:default/a', file);
      expect(await store.get('component:default/a')).toEqual({
        file,
        lastGood: file,
      });
    });

    it('remembers when files were found unchanged, and forgets others', async () => {
      const store = await setUp();
      const [a, b, c] = ['a', 'b', 'c'].map(
        name => `component:default/${name}`,
      );
      await store.saveUnchanged([], 5);
      for (const entityRef of [a, b, c]) {
        await store.saveLook(look({ entityRef }));
      }
      await store.saveUnchanged([a, b], 5);
      await store.deleteFiles([b]);
      await store.deleteFiles([]);
      const sights = await store.listSights();
      expect([...sights.keys()].sort()).toEqual([a, c]);
      expect(sights.get(a)?.lookedAtMs).toBe(5);
      expect(sights.get(c)?.lookedAtMs).toBe(1_900_000_000_000);
    });
  },
);
