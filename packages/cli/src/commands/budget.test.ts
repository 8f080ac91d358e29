import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { run } from '../__testUtils__/FakeTerminal';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { component } from '../__testUtils__/texts';

let server: Server | undefined;
const requests: IncomingMessage[] = [];

/** A server in place of Prometheus. */
async function serve(
  answer: (response: ServerResponse) => void,
): Promise<string> {
  requests.length = 0;
  server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    answer(response);
  });
  await new Promise<void>(resolve => {
    server?.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

const empty = (response: ServerResponse) =>
  response
    .setHeader('content-type', 'application/json')
    .end('{"status":"success","data":{"resultType":"matrix","result":[]}}');

afterEach(() => {
  removeFolders();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function budget(url: string, ...options: string[]) {
  const folder = createFolder({ 'a.yaml': component('shop') });
  return run(folder, ['budget', 'a.yaml', '--prometheus', url, ...options]);
}

describe('nthlayer budget', () => {
  it('never calls unknown healthy', async () => {
    const url = await serve(empty);
    const { exitCode, stdout } = await budget(url);
    expect(exitCode).toBe(1);
    const [head, ...rows] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^SLO .* STATE$/);
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatch(/ unknown, stale$/);
      expect(row).not.toContain('healthy');
    }
  });

  it('prints exact figures as JSON, evaluated when asked', async () => {
    const url = await serve(empty);
    const { stdout } = await budget(
      url,
      '--json',
      '--at',
      '2026-02-01T00:00:00Z',
    );
    const report = JSON.parse(stdout);
    expect(report.evaluatedAtMs).toBe(Date.parse('2026-02-01T00:00:00Z'));
    expect(report.endMs).toBe(Date.parse('2026-01-31T23:59:00Z'));
    expect(report.budgets).toMatchObject([
      { slo: 'availability', state: 'unknown', remaining: null },
      { slo: 'latency', state: 'unknown', remaining: null },
    ]);
  });

  it.each([
    ['now', [], '2026-02-28T23:59:00Z', '2026-03-01T00:00:00Z'],
    [
      'now, without what takes a minute to come',
      ['--delay', '60s'],
      '2026-02-28T23:58:00Z',
      '2026-03-01T00:00:00Z',
    ],
    [
      'half a minute ago, without what has not come since',
      ['--delay', '60s', '--at', '2026-02-28T23:59:30Z'],
      '2026-02-28T23:58:00Z',
      '2026-02-28T23:59:30Z',
    ],
    [
      'so long ago that everything has come',
      ['--delay', '15m', '--at', '2026-02-28T23:45:00Z'],
      '2026-02-28T23:44:00Z',
      '2026-02-28T23:45:00Z',
    ],
    [
      'a time to come',
      ['--delay', '60s', '--at', '2026-03-01T01:00:00Z'],
      '2026-03-01T00:58:00Z',
      '2026-03-01T01:00:00Z',
    ],
  ])('reads as of %s', async (_, options, end, evaluatedAt) => {
    const url = await serve(empty);
    const { stdout } = await budget(url, '--json', ...options);
    expect(JSON.parse(stdout)).toMatchObject({
      endMs: Date.parse(end),
      evaluatedAtMs: Date.parse(evaluatedAt),
    });
  });

  it('refuses a delay that cannot be, and says what can', async () => {
    const { exitCode, stderr } = await budget(
      'http://127.0.0.1:1',
      '--delay',
      '16m',
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--delay .*16m.* from 0s to 15m/);
  });

  it('sends headers, and a token that is in the environment', async () => {
    const url = await serve(empty);
    const folder = createFolder({ 'a.yaml': component('shop') });
    const args = ['budget', 'a.yaml', '--prometheus', url];
    const env = { NTHLAYER_PROMETHEUS_TOKEN: 'canary-5d' };
    await run(folder, [...args, '--header', 'X-Scope-OrgID: shop'], { env });
    expect(requests[0].headers).toMatchObject({
      'x-scope-orgid': 'shop',
      authorization: 'Bearer canary-5d',
    });
  });

  it('fails when nothing can be read, and says why', async () => {
    const url = await serve(response => {
      response.statusCode = 500;
      response.end('a body that nobody shall see');
    });
    const { exitCode, stdout, stderr } = await budget(url);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(
      `nthlayer: Prometheus at ${url} could not be read (unreachable): `,
    );
    expect(stderr).toContain('Check the URL');
    expect(stderr).not.toContain('nobody shall see');
  });

  it.each([
    ['no URL', 'nowhere', /not an absolute URL/],
    ['another protocol', 'ftp://example.com', /must be http/],
    [
      'a password',
      'http://me:secret@127.0.0.1:1',
      /--prometheus .* NTHLAYER_PROMETHEUS_TOKEN, .* --header/,
    ],
    [
      'nobody who listens',
      'http://127.0.0.1:1',
      /at http:\/\/127\.0\.0\.1:1 .*unreachable.* Check the URL/,
    ],
  ])('fails when there is %s', async (_, url, why) => {
    const { exitCode, stderr } = await budget(url);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^nthlayer: .*\n$/);
    expect(stderr).toMatch(why);
    expect(stderr).not.toContain('secret');
  });

  it('fails without SLOs', async () => {
    const folder = createFolder({
      'a.yaml': component('a', { type: 'library' }),
    });
    const args = ['budget', 'a.yaml', '--prometheus', 'http://127.0.0.1:1'];
    const { exitCode, stderr } = await run(folder, args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nthlayer: There is no budget to read');
  });
});
