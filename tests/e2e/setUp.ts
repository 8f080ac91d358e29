import { createServer, Server } from 'node:http';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { startPortal } from '../harness/portal';
import { findTool } from '../harness/tools';
import { announcePortal } from './demoPortal';
import { running } from './running';

const root = resolve(__dirname, '..', '..');

const KINDS = [
  ...['Component', 'System', 'Domain', 'API', 'Resource'],
  ...['Group', 'User', 'Location', 'Template'],
];

/** Answers 200 with a page, as a proxy in front of a monitoring server does when it wants a login. */
async function startHtmlServer(): Promise<Server> {
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<html><body>Please sign in</body></html>');
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  return server;
}

/** A folder that the catalog reads as it reads `examples`. */
async function makeServicesFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-services-'));
  const location = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name: 'added-services' },
    spec: { type: 'file', targets: ['./*/catalog-info.yaml'] },
  };
  await writeFile(join(folder, 'all.yaml'), stringify(location));
  return folder;
}

/** One portal for all test files of this folder. */
export default async function setUp(): Promise<void> {
  if (!findTool('chromium')) {
    return;
  }
  running.html = await startHtmlServer();
  const { port } = running.html.address() as AddressInfo;
  running.services = await makeServicesFolder();
  running.portal = await startPortal({
    catalog_locations: [
      join(root, 'examples', 'all.yaml'),
      join(root, 'examples', 'templates', 'all.yaml'),
      join(root, 'tests', 'e2e', 'entities.yaml'),
      join(running.services, 'all.yaml'),
    ].map(target => ({ type: 'file', target, rules: [{ allow: KINDS }] })),
    nthlayer_dataSources: [
      {
        name: 'demo',
        type: 'simulator',
        environments: ['production'],
        default: true,
      },
      { name: 'down', type: 'prometheus', url: 'http://127.0.0.1:9' },
      {
        name: 'html',
        type: 'prometheus',
        url: `http://127.0.0.1:${port}`,
      },
    ],
  });
  announcePortal({ ...running.portal, services: running.services });
}
