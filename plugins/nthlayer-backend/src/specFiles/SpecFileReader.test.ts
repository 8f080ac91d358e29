import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { MAX_BYTES } from './readBounded';
import { SpecFileReader } from './SpecFileReader';

const forever = new AbortController().signal;
const SECRET = 'remote-secret-body';

describe('SpecFileReader on disk', () => {
  const disk = createMockDirectory();
  const reader = SpecFileReader.create({
    urlReader: mockServices.urlReader.mock(),
  });

  beforeEach(() => {
    disk.setContent({
      'secret.yaml': 'secret',
      catalog: { 'nthlayer.yaml': 'kind: ServiceSpec', slo: {} },
    });
    const link = (target: string, name: string) =>
      symlinkSync(target, disk.resolve('catalog', name));
    link('../secret.yaml', 'out.yaml');
    link('nthlayer.yaml', 'in.yaml');
    link('..', 'up');
    link('round.yaml', 'round.yaml');
    execFileSync('mkfifo', [disk.resolve('catalog/pipe.yaml')]);
    const write = (name: string, bytes: Buffer) =>
      writeFileSync(disk.resolve('catalog', name), bytes);
    write('full.yaml', Buffer.alloc(MAX_BYTES, 'a'));
    write('large.yaml', Buffer.alloc(MAX_BYTES + 1, 'a'));
    write('latin.yaml', Buffer.from([0x66, 0xfc, 0x72]));
    write('nul.yaml', Buffer.from('a\0b'));
    write('bom.yaml', Buffer.from('\ufeffkind: ServiceSpec'));
  });

  const read = (path: string) =>
    reader.read(
      { kind: 'local', folder: disk.resolve('catalog'), path },
      { signal: forever },
    );

  it.each([
    ['nthlayer.yaml', 'kind: ServiceSpec'],
    ['in.yaml', 'kind: ServiceSpec'],
    ['bom.yaml', 'kind: ServiceSpec'],
    ['full.yaml', 'a'.repeat(MAX_BYTES)],
  ])('reads %s', async (path, text) => {
    expect(await read(path)).toEqual({ kind: 'text', text });
  });

  it.each([
    ['missing.yaml', 'spec-file-unreadable', 'no such file'],
    ['nthlayer.yaml/x', 'spec-file-unreadable', 'no such file'],
    ['slo', 'spec-file-unreadable', 'not a regular file'],
    ['pipe.yaml', 'spec-file-unreadable', 'not a regular file'],
    ['round.yaml', 'spec-file-unreadable', 'circle'],
    ['latin.yaml', 'spec-file-unreadable', 'not UTF-8'],
    ['nul.yaml', 'spec-file-unreadable', 'not UTF-8'],
    ['out.yaml', 'spec-file-outside', 'leaves the folder'],
    ['up/secret.yaml', 'spec-file-outside', 'leaves the folder'],
    ['up', 'spec-file-outside', 'leaves the folder'],
    ['../secret.yaml', 'spec-file-outside', 'leaves the folder'],
    ['large.yaml', 'spec-file-too-large', '256 KB'],
  ])('says why %s is not read: %s', async (path, code, reason) => {
    expect(await read(path)).toMatchObject({
      kind: 'problem',
      hostFailed: false,
      problem: { code, summary: expect.stringContaining(reason) },
    });
  });
});

describe('SpecFileReader on URLs', () => {
  let server: Server;
  let answer: RequestListener = () => {};

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function setUp(options: { timeoutMs?: number; allow?: string } = {}) {
    const { port } = server.address() as AddressInfo;
    const host = options.allow ?? `127.0.0.1:${port}`;
    const reader = SpecFileReader.create({
      timeoutMs: options.timeoutMs,
      urlReader: UrlReaders.default({
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig({
          data: { backend: { reading: { allow: [{ host }] } } },
        }),
      }),
    });
    const location = {
      kind: 'remote' as const,
      url: `http://127.0.0.1:${port}/nthlayer.yaml`,
      path: 'nthlayer.yaml',
    };
    return (etag?: string, signal: AbortSignal = forever) =>
      reader.read(location, { etag, signal });
  }

  it('sends an unchanged file once', async () => {
    let sent = 0;
    answer = (request, response) => {
      response.setHeader('etag', '"1"');
      if (request.headers['if-none-match'] === '"1"') {
        response.writeHead(304).end();
      } else {
        sent += 1;
        response.end('kind: ServiceSpec');
      }
    };
    const read = setUp();
    const text = 'kind: ServiceSpec';
    expect(await read()).toEqual({ kind: 'text', text, etag: '"1"' });
    expect(await read('"1"')).toEqual({ kind: 'unchanged' });
    expect(await read('"0"')).toMatchObject({ kind: 'text' });
    expect(sent).toBe(2);
  });

  it.each([
    [404, false, 'no such file'],
    [401, true, 'status 401'],
    [500, true, 'status 500'],
    [302, true, 'did not answer'],
  ])(
    'tells status %i without what was sent, host failed: %s',
    async (status, hostFailed, reason) => {
      answer = (_request, response) => response.writeHead(status).end(SECRET);
      const found = await setUp()();
      expect(found).toMatchObject({
        kind: 'problem',
        hostFailed,
        problem: {
          code: 'spec-file-unreadable',
          summary: expect.stringContaining(reason),
        },
      });
      expect(JSON.stringify(found)).not.toContain(SECRET);
    },
  );

  it('asks no host that is not allowed', async () => {
    answer = () => {
      throw new Error('asked');
    };
    expect(await setUp({ allow: 'example.com' })()).toMatchObject({
      kind: 'problem',
      hostFailed: false,
      problem: { fix: expect.stringContaining('backend.reading.allow') },
    });
  });

  it('stops reading a file without end', async () => {
    let sentBytes = 0;
    answer = (_request, response) => {
      const chunk = Buffer.alloc(16 * 1024, 'a');
      const send = () => {
        while (!response.destroyed && response.write(chunk)) {
          sentBytes += chunk.length;
        }
      };
      response.on('drain', send);
      send();
    };
    expect(await setUp()()).toMatchObject({
      kind: 'problem',
      problem: { code: 'spec-file-too-large' },
    });
    expect(sentBytes).toBeLessThan(64 * MAX_BYTES);
  });

  it.each([
    ['says nothing', () => {}],
    [
      'stops in the middle',
      (_request: unknown, response: { write(text: string): void }) =>
        response.write('kind: '),
    ],
  ])('gives up on a host that %s', async (_what, listener) => {
    answer = listener as RequestListener;
    const found = await setUp({ timeoutMs: 100 })();
    expect(found).toMatchObject({
      kind: 'problem',
      hostFailed: true,
      problem: { summary: expect.stringContaining('0.1 seconds') },
    });
  });

  it('gives up on a reader that heeds no signal', async () => {
    const reader = SpecFileReader.create({
      timeoutMs: 50,
      urlReader: mockServices.urlReader.mock({
        readUrl: () => new Promise(() => {}),
      }),
    });
    const url = 'https://example.com/nthlayer.yaml';
    expect(
      await reader.read(
        { kind: 'remote', url, path: 'nthlayer.yaml' },
        { signal: forever },
      ),
    ).toMatchObject({ kind: 'problem', hostFailed: true });
  });

  it('rejects when it is to end', async () => {
    const shutdown = new AbortController();
    const reading = setUp()(undefined, shutdown.signal);
    shutdown.abort(new Error('shutdown'));
    await expect(reading).rejects.toThrow('shutdown');
  });

  it('reads from a reader that has no streams, as long as it is small', async () => {
    const reader = (size: number) =>
      SpecFileReader.create({
        urlReader: mockServices.urlReader.mock({
          readUrl: async () => ({
            buffer: async () => Buffer.alloc(size, 'a'),
          }),
        }),
      });
    const location = { kind: 'remote', url: 'https://a/b', path: 'b' } as const;
    expect(await reader(3).read(location, { signal: forever })).toEqual({
      kind: 'text',
      text: 'aaa',
    });
    expect(
      await reader(MAX_BYTES + 1).read(location, { signal: forever }),
    ).toMatchObject({ problem: { code: 'spec-file-too-large' } });
  });
});
