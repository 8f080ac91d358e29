import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { dependencyPage } from '../dependencies/dependencyPage';
import { SimulatedDependency } from '../dependencies/SimulatedDependency';
import { SimulatedService } from '../profile/SimulatedService';
import { simulate } from '../simulate';

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/** @public */
export interface SimulatorServerOptions {
  readonly services: readonly SimulatedService[];
  /** Default: none. */
  readonly dependencies?: readonly SimulatedDependency[];
  readonly seed: number;
  /** 0 chooses a free one. */
  readonly port: number;
  /** Milliseconds since the epoch: what the pages show. */
  readonly now: () => number;
}

/** @public */
export interface SimulatorServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** What a page shows at a time; empty when nothing can be reached. */
type Page = (atMs: number) => string;

function pathOf({ name }: { readonly name: string }): string {
  return `/metrics/${encodeURIComponent(name)}`;
}

function pagesOf({
  services,
  dependencies = [],
  seed,
}: SimulatorServerOptions): ReadonlyMap<string, Page> {
  return new Map([
    ...dependencies.map((dependency): [string, Page] => [
      pathOf(dependency),
      atMs => dependencyPage(dependency, seed, atMs),
    ]),
    ...services.map((service): [string, Page] => {
      const simulation = simulate(service, seed);
      return [pathOf(service), atMs => simulation.metricsPage(atMs)];
    }),
  ]);
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  pageAt: Page | undefined,
  now: () => number,
): void {
  const plain = { 'content-type': 'text/plain; charset=utf-8' };
  if (!pageAt) {
    response.writeHead(404, plain).end('No such page\n');
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...plain, allow: 'GET, HEAD' }).end();
  } else {
    const page = pageAt(now());
    if (page) {
      response.writeHead(200, { 'content-type': TEXT_FORMAT }).end(page);
    } else {
      response.writeHead(503, plain).end('No pod can be reached\n');
    }
  }
}

/**
 * Serves the metrics page of each service and dependency at `/metrics/<name>`, on loopback only. While no pod can be reached a page
 * answers 503, so that a scraper sees the gaps of the profile. Rejects when the port is taken.
 *
 * @public
 */
export async function startSimulatorServer(
  options: SimulatorServerOptions,
): Promise<SimulatorServer> {
  const pages = pagesOf(options);
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    answer(request, response, pages.get(path), options.now);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
