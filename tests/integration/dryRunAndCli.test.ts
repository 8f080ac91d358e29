import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModule from '@nthlayer/backstage-plugin-scaffolder-backend-module-nthlayer';
import request from 'supertest';
import { parse } from 'yaml';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../..');
const SOURCES = ['catalog-info.yaml', 'nthlayer.yaml'];

interface DryRunFile {
  readonly path: string;
  readonly base64Content: string;
}

// Two programs, one service: what the portal's template shows is what the command line writes.
describe('the dry run of "New service with reliability"', () => {
  let backend: TestBackend;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-dry-run-'));
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModule,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives the bytes that the command line makes of its files', async () => {
    const path = join(ROOT, 'examples/templates/new-service/template.yaml');
    const template = parse(await readFile(path, 'utf8'));
    const { body } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template,
        directoryContents: [],
        values: {
          name: 'refund-api',
          owner: 'group:default/payments',
          tier: 'standard',
          type: 'api',
          objectives: 'own',
          availability: 99.5,
          latency: 98,
          threshold: '1s',
          dependencies: [],
        },
      })
      .expect(200);
    const shown = new Map(
      (body.directoryContents as DryRunFile[]).map(
        ({ path: name, base64Content }) => [
          name,
          Buffer.from(base64Content, 'base64'),
        ],
      ),
    );
    for (const name of SOURCES) {
      await writeFile(join(folder, name), shown.get(name) ?? '');
    }
    await run(process.execPath, [
      join(ROOT, 'packages/cli/bin/nthlayer'),
      ...['generate', folder, '--out', join(folder, 'out')],
    ]);

    const generated = [...shown].filter(([name]) => !SOURCES.includes(name));
    expect(generated).toHaveLength(4);
    for (const [name, content] of generated) {
      const written = name.replace(/^reliability\//, 'out/');
      expect(await readFile(join(folder, written))).toEqual(content);
    }
  }, 60_000);
});
