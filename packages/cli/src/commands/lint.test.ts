import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { run } from '../__testUtils__/FakeTerminal';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { component } from '../__testUtils__/texts';

let server: Server | undefined;

/** A server in place of Prometheus. */
async function serve(
  answer: (path: string, response: ServerResponse) => void,
): Promise<string> {
  server = createServer((request, response) => {
    request.resume();
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
