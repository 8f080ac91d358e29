import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { createDatabase } from '../__testUtils__/databases';
import { exampleEntity } from '../__testUtils__/examples';
import { FakeClock } from '../__testUtils__/FakeClock';
import { MINUTE_MS } from '../durations';
import { DatabaseSpecFileStore } from './DatabaseSpecFileStore';
import { SpecFileReader } from './SpecFileReader';
import { SpecFileSync } from './SpecFileSync';

jest.setTimeout(60_000);

const REFRESH_MS = 5 * MINUTE_MS;
const forever = new AbortController().signal;

/** An entity of a repository of `host`, or of none. */
function withSpec(name: string, host: string = 'git.example.com'): Entity {
  return exampleEntity(name, {
    'nthlayer.dev/spec': 'nthlayer.yaml',
    'backstage.io/managed-by-location': `url:https://${host}/${name}/catalog-info.yaml`,
  });
}

const refOf = ({ metadata }: Entity) => `component:default/${metadata.name}`;

async function setUp() {
  const clock = new FakeClock();
  const specFiles = DatabaseSpecFileStore.create({
    knex: await createDatabase('SQLITE_3'),
  });
  const texts = new Map<string, { text: string; etag?: string }>();
  const asked: string[] = [];
  const sent: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const urlReader = mockServices.urlReader.mock({
    readUrl: async (url, options) => {
      asked.push(url);
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      await new Promise(resolve => setImmediate(resolve));
      inFlight -= 1;
      if (url.includes('down.example.com')) {
        throw new Error(`could not read ${url}, 503 Service Unavailable`);
      }
      if (url.startsWith('https://half.example.com/')) {
        if (url.includes('/environments/')) {
          throw new Error(`could not read ${url}, 503 Service Unavailable`);
        }
        return { buffer: async () => Buffer.from(LEGACY) };
      }
      const found = texts.get(url);
      if (!found) {
        throw new NotFoundError('404');
      }
      if (found.etag !== undefined && found.etag === options?.etag) {
        throw new NotModifiedError();
      }
      sent.push(url);
      return { buffer: async () => Buffer.from(found.text), etag: found.etag };
    },
  });
  const logger = mockServices.logger.mock();
  const sync = SpecFileSync.create({
    environmentsOf: () => ['staging'],
    clock,
    integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
    logger,
    reader: SpecFileReader.create({ urlReader }),
    refreshMs: REFRESH_MS,
    specFiles,
    specs: SpecReader.create(),
  });
  return {
    texts,
    asked,
    sent,
    clock,
    logger,
    specFiles,
    mostInFlight: () => mostInFlight,
    answer: (name: string, text: string, etag?: string) =>
      texts.set(`https://git.example.com/${name}/nthlayer.yaml`, {
        text,
        etag,
      }),
    /** One pass; answers the fingerprints and what was asked for. */
    run: async (entities: Entity[], changed: readonly Entity[] = []) => {
      asked.length = 0;
      sent.length = 0;
      const run = await sync.start(forever);
      const seen = await run.look(entities, entity => changed.includes(entity));
      await run.finish();
      return seen;
    },
  };
}

const LEGACY = 'service: { name: pay, tier: high, type: api }\n';
const STAGING = 'environment: staging\nservice: { tier: low }\n';
const PAY = 'https://git.example.com/pay';

describe('the files of a spec', () => {
  const spec = `${PAY}/nthlayer.yaml`;
  const shared = `${PAY}/environments/staging.yaml`;

  it('are looked for and kept with it, and change it', async () => {
    const { asked, clock, run, specFiles, texts } = await setUp();
    const pay = withSpec('pay');
    texts.set(spec, { text: LEGACY, etag: '"1"' });
    const first = await run([pay]);
    expect(asked).toEqual([
      spec,
      `${PAY}/environments/nthlayer-staging.yaml`,
      shared,
      `${PAY}/.nthlayer/environments/nthlayer-staging.yaml`,
    ]);

    texts.set(shared, { text: STAGING });
    expect(await run([pay])).toEqual(first);
    clock.nowMs += REFRESH_MS;
    const second = await run([pay]);
    expect(second).not.toEqual(first);
    expect(await specFiles.get(refOf(pay))).toEqual({
      file: {
        path: 'nthlayer.yaml',
        text: LEGACY,
        beside: {
          environments: ['staging'],
          files: [
            { path: 'environments/nthlayer-staging.yaml', missing: true },
            { path: 'environments/staging.yaml', text: STAGING },
          ],
        },
      },
    });

    clock.nowMs += REFRESH_MS;
    expect(await run([pay])).toEqual(second);
    texts.set(shared, { text: STAGING.replace('low', 'high') });
    clock.nowMs += REFRESH_MS;
    expect(await run([pay])).not.toEqual(second);
  });

  it('are not sent again as long as they are unchanged', async () => {
    const { clock, run, sent, specFiles, texts } = await setUp();
    const pay = withSpec('pay');
    texts.set(spec, { text: LEGACY, etag: '"1"' });
    texts.set(shared, { text: STAGING, etag: '"2"' });
    const first = await run([pay]);
    const known = await specFiles.get(refOf(pay));
    expect(sent).toEqual([spec, shared]);

    clock.nowMs += REFRESH_MS;
    expect(await run([pay])).toEqual(first);
    expect(sent).toEqual([]);
    expect(await specFiles.get(refOf(pay))).toEqual(known);

    texts.set(shared, { text: STAGING.replace('low', 'high'), etag: '"3"' });
    clock.nowMs += REFRESH_MS;
    expect(await run([pay])).not.toEqual(first);
    expect(sent).toEqual([shared]);
  });

  it('are looked at again when their entity is refreshed', async () => {
    const { asked, run, specFiles, texts } = await setUp();
    const [pay, other] = [withSpec('pay'), withSpec('other')];
    texts.set(spec, { text: LEGACY, etag: '"1"' });
    texts.set(shared, { text: STAGING });
    const first = await run([pay, other]);
    await run([pay, other]);
    expect(asked).toEqual([]);

    texts.set(shared, { text: STAGING.replace('low', 'high') });
    await specFiles.markDue([refOf(pay), 'component:default/nobody']);
    const second = await run([pay, other]);
    expect(asked).toEqual([spec, shared]);
    expect(second.get(refOf(pay))).not.toBe(first.get(refOf(pay)));
    expect(second.get(refOf(other))).toBe(first.get(refOf(other)));
    await run([pay, other]);
    expect(asked).toEqual([]);
  });

  it('are not asked for in vain for five minutes, unless their spec changes', async () => {
    const { asked, clock, run, specFiles, texts } = await setUp();
    const pay = withSpec('pay');
    const absent = `${PAY}/environments/nthlayer-staging.yaml`;
    const refresh = async () => {
      await specFiles.markDue([refOf(pay)]);
      return run([pay]);
    };
    texts.set(spec, { text: LEGACY, etag: '"1"' });
    const first = await run([pay]);
    expect(asked).toHaveLength(4);

    texts.set(absent, { text: STAGING });
    clock.nowMs += REFRESH_MS - 1;
    expect(await refresh()).toEqual(first);
    expect(asked).toEqual([spec]);

    texts.set(spec, { text: `${LEGACY}# another\n`, etag: '"2"' });
    const second = await refresh();
    expect(second).not.toEqual(first);
    expect(asked).toEqual([spec, absent]);

    texts.delete(absent);
    const third = await refresh();
    expect(asked).toEqual([spec, absent]);
    texts.set(absent, { text: STAGING });
    clock.nowMs += 5 * MINUTE_MS;
    expect(await refresh()).not.toEqual(third);
    expect(asked).toEqual([spec, absent]);
  });

  it('are told of where their host does not answer', async () => {
    const { run, specFiles } = await setUp();
    const pay = withSpec('pay', 'half.example.com');
    await run([pay]);
    expect(await specFiles.get(refOf(pay))).toMatchObject({
      file: {
        text: LEGACY,
        beside: {
          files: [
            {
              path: 'environments/nthlayer-staging.yaml',
              problem: { code: 'spec-file-unreadable', severity: 'error' },
            },
          ],
        },
      },
    });
  });
});

describe('SpecFileSync', () => {
  it('asks for a file at a URL when it is due, or with its entity', async () => {
    const { answer, asked, clock, run, specFiles } = await setUp();
    const search = withSpec('search');
    answer('search', 'one', '"1"');
    const first = await run([search]);
    expect(asked).toHaveLength(1);

    answer('search', 'two', '"2"');
    clock.nowMs += REFRESH_MS - 1;
    expect(await run([search])).toEqual(first);
    expect(asked).toHaveLength(0);

    const second = await run([search], [search]);
    expect(asked).toHaveLength(1);
    expect(second).not.toEqual(first);
    expect(await specFiles.get(refOf(search))).toEqual({
      file: { path: 'nthlayer.yaml', text: 'two' },
    });

    clock.nowMs += REFRESH_MS;
    expect(await run([search])).toEqual(second);
    expect(asked).toHaveLength(1);
    expect(await run([search])).toEqual(second);
    expect(asked).toHaveLength(0);
  });

  it('remembers that it asked where a host gives no ETag, or no file', async () => {
    const { answer, asked, clock, run } = await setUp();
    const entities = [withSpec('search'), withSpec('missing')];
    answer('search', 'one');
    const first = await run(entities);
    expect(first.size).toBe(2);
    clock.nowMs += REFRESH_MS;
    expect(await run(entities)).toEqual(first);
    expect(asked).toHaveLength(2);
    await run(entities);
    expect(asked).toHaveLength(0);
  });

  it('asks at once for another file', async () => {
    const { answer, asked, run, specFiles } = await setUp();
    const before = withSpec('search');
    answer('search', 'one', '"1"');
    await run([before]);
    const moved = withSpec('search', 'git2.example.com');
    await run([moved]);
    expect(asked).toEqual(['https://git2.example.com/search/nthlayer.yaml']);
    expect(await specFiles.get(refOf(moved))).toMatchObject({
      file: { problem: { code: 'spec-file-unreadable' } },
    });
  });

  it('asks once for a file that several entities share, and for few at a time', async () => {
    const { answer, asked, mostInFlight, run } = await setUp();
    const shared = [1, 2, 3].map(number => ({
      ...withSpec('search'),
      metadata: { ...withSpec('search').metadata, name: `search-${number}` },
    }));
    answer('search', 'one', '"1"');
    const others = Array.from({ length: 100 }, (_, at) => withSpec(`s${at}`));
    const seen = await run([...shared, ...others]);
    expect(seen.size).toBe(103);
    expect(asked).toHaveLength(101);
    expect(mostInFlight()).toBeGreaterThan(1);
    expect(mostInFlight()).toBeLessThanOrEqual(8);
  });

  it('does not wait again and again for a host that fails', async () => {
    const { answer, asked, logger, run, specFiles } = await setUp();
    const down = Array.from({ length: 50 }, (_, at) =>
      withSpec(`d${at}`, 'down.example.com'),
    );
    answer('search', 'one');
    const seen = await run([...down, withSpec('search')]);
    expect(seen.size).toBe(51);
    expect(asked.length).toBeLessThanOrEqual(12);
    expect(asked.at(-1)).toContain('git.example.com');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('down.example.com does not answer'),
    );
    expect(await specFiles.get(refOf(down[49]))).toMatchObject({
      file: { problem: { summary: expect.stringContaining('not read yet') } },
    });
  });

  it('keeps what it has of a host that fails, and does not ask for the same files every time', async () => {
    const { asked, clock, run, specFiles } = await setUp();
    const down = Array.from({ length: 40 }, (_, at) =>
      withSpec(`d${at}`, 'down.example.com'),
    );
    await run(down);
    const inFirstPass = new Set(asked);
    const known = await specFiles.get(refOf(down[39]));
    clock.nowMs += MINUTE_MS;
    await run(down);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.some(url => inFirstPass.has(url))).toBe(false);
    expect(await specFiles.get(refOf(down[39]))).toEqual(known);
  });

  it('forgets files that no entity names any more', async () => {
    const { answer, run, specFiles } = await setUp();
    const search = withSpec('search');
    answer('search', 'one');
    await run([search, exampleEntity('plain')]);
    expect((await specFiles.listSights()).size).toBe(1);
    await run([exampleEntity('search'), exampleEntity('plain')]);
    expect((await specFiles.listSights()).size).toBe(0);
  });

  it('tells what is wrong with a path without asking anybody', async () => {
    const { asked, run, specFiles } = await setUp();
    const search = withSpec('search');
    search.metadata.annotations!['nthlayer.dev/spec'] = '../\u0000secret';
    await run([search]);
    expect(asked).toHaveLength(0);
    const known = await specFiles.get(refOf(search));
    expect(known?.file).toMatchObject({
      problem: {
        severity: 'error',
        code: 'spec-file-path',
        path: 'metadata.annotations["nthlayer.dev/spec"]',
      },
    });
    const first = await specFiles.listSights();
    await run([search]);
    expect(await specFiles.listSights()).toEqual(first);
  });

  it('goes on after an entity that cannot be stored', async () => {
    const { answer, logger, run, specFiles } = await setUp();
    answer('a', 'one');
    answer('b', 'one');
    jest
      .spyOn(specFiles, 'saveLook')
      .mockRejectedValueOnce(new Error('disk full'));
    const seen = await run([withSpec('a'), withSpec('b')]);
    expect([...seen.keys()]).toEqual(['component:default/b']);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });
});
