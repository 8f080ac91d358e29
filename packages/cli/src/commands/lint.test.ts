import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { run } from '../__testUtils__/FakeTerminal';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { component } from '../__testUtils__/texts';

let server: Server | undefined;
const forms: URLSearchParams[] = [];

/** A server in place of Prometheus. */
async function serve(
  answer: (path: string, response: ServerResponse) => void,
): Promise<string> {
  forms.length = 0;
  server = createServer(async (request, response) => {
    forms.push(new URLSearchParams(await text(request)));
    answer(request.url ?? '', response);
  });
  await new Promise<void>(resolve => {
    server?.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

afterEach(() => {
  removeFolders();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

function send(response: ServerResponse, data: unknown) {
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ status: 'success', data }));
}

/** Series of no service, and an index that has these labels on every metric. */
const withLabels =
  (...labels: string[]) =>
  (path: string, response: ServerResponse) => {
    if (path.endsWith('/query_range')) {
      send(response, { resultType: 'matrix', result: [] });
    } else if (path.endsWith('/query')) {
      send(response, { resultType: 'vector', result: [] });
    } else {
      send(response, path.includes('/labels') ? labels : ['shopp']);
    }
  };

async function lint(url: string, ...options: string[]) {
  const folder = createFolder({ 'a.yaml': component('shop') });
  return run(folder, ['lint', 'a.yaml', '--prometheus', url, ...options]);
}

describe('nthlayer lint', () => {
  it('says what is missing, where, and what there is', async () => {
    const url = await serve(withLabels('__name__', 'service'));
    const { exitCode, stdout } = await lint(url);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^a\.yaml:4:\d+ error label-value-missing slos\.availability\.sli: .*"shopp"/,
    );
  });

  it('writes JSON', async () => {
    const url = await serve(withLabels('__name__', 'job'));
    const { stdout } = await lint(url, '--format', 'json');
    const report = JSON.parse(stdout);
    expect(report.services).toMatchObject([
      { entityRef: 'component:default/shop', state: 'ready' },
    ]);
    expect(
      report.diagnostics.map(({ code }: { code: string }) => code),
    ).toEqual(['label-missing', 'label-missing']);
  });

  it('looks for the service under the label that it is told', async () => {
    const url = await serve(withLabels('__name__', 'app'));
    const { stdout } = await lint(url, '--service-label', 'app');
    expect(stdout).toContain('label-value-missing');
  });

  it.each([
    ['now', [], '2026-03-01T00:00:00Z'],
    ['what has arrived', ['--delay', '5m'], '2026-02-28T23:55:00Z'],
    [
      'a time of which all has arrived',
      ['--delay', '5m', '--at', '2026-02-28T23:50:00Z'],
      '2026-02-28T23:50:00Z',
    ],
  ])('looks at %s', async (_, options, at) => {
    const url = await serve(withLabels('__name__', 'service'));
    await lint(url, ...options);
    const times = forms.flatMap(form => form.get('time') ?? []);
    expect(times).not.toEqual([]);
    expect(new Set(times.map(Number))).toEqual(
      new Set([Date.parse(at) / 1000]),
    );
  });

  it('fails when nothing answers, instead of calling it well', async () => {
    const url = await serve((_, response) => response.destroy());
    const { exitCode, stdout, stderr } = await lint(url);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('could not be read (unreachable)');
  });

  it('says that it is incomplete when only a part fails', async () => {
    const url = await serve((path, response) =>
      path.includes('/label')
        ? response.writeHead(500).end()
        : withLabels()(path, response),
    );
    const { exitCode, stdout } = await lint(url, '--strict');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('warning lint-incomplete');
    expect(stdout).not.toContain('missing');
  });

  it('fails when there is no service', async () => {
    const url = await serve(withLabels());
    const folder = createFolder({
      'a.yaml': component('shop', { annotations: {} }),
    });
    const { exitCode, stderr } = await run(folder, [
      'lint',
      'a.yaml',
      '--prometheus',
      url,
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing to compare');
    const args = ['lint', 'a.yaml', '--prometheus', url, '--format', 'json'];
    expect(JSON.parse((await run(folder, args)).stdout)).toMatchObject({
      services: [{ state: 'no-annotation' }],
      diagnostics: [],
    });
  });
});
