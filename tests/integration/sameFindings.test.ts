import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import nthlayerPlugin from '@nthlayer/backstage-plugin-nthlayer-backend';
import simulatorModule from '@nthlayer/backstage-plugin-nthlayer-backend-module-simulator';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import scaffolderModule from '@nthlayer/backstage-plugin-scaffolder-backend-module-nthlayer';
import { formatDiagnostic } from '@nthlayer/engine';
import request from 'supertest';
import { parse } from 'yaml';
import { packCli } from '../harness/packCli';
import { BAD_SERVICES, BadService } from './badServices';

const { bin, remove } = packCli();

afterAll(remove);

/** What the command line says of a folder. */
function validate(folder: string): Promise<readonly Diagnostic[]> {
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [bin, 'validate', '.', '--format', 'json'],
      { cwd: folder },
      (_error, stdout, stderr) =>
        stdout === ''
          ? fail(new Error(stderr))
          : done(JSON.parse(stdout).diagnostics),
    );
  });
}

function filesOf({ entity, spec, beside = {} }: BadService) {
  const files = {
    'catalog-info.yaml': entity,
    ...(spec !== undefined && { 'nthlayer.yaml': spec }),
    ...beside,
  };
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

/** What the tab is given, once the service has been read. */
async function inTheTab(
  { server }: TestBackend,
  name: string,
): Promise<readonly Diagnostic[]> {
  for (;;) {
    const { body } = await request(server)
      .get(`/api/nthlayer/services/component/default/${name}`)
      .expect(200);
    if (body.reason !== 'pending') {
      return body.diagnostics;
    }
    await setTimeout(50);
  }
}

/** Findings as text, in one order: surfaces tell those on a file and those on its making in orders of their own. */
function lines(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(formatDiagnostic).sort();
}

/** The tab has the entity from the catalog, which keeps no lines. */
function withoutEntityLines(
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.map(({ position, ...rest }) =>
    position && position.file !== 'catalog-info.yaml'
      ? { ...rest, position }
      : rest,
  );
}

// One service, four places to look at it: each says the same, at the same line.
describe('what is wrong with a service', () => {
  const scheduler = mockServices.scheduler();
  let folder: string;
  let backend: TestBackend;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-findings-'));
    const entities = await Promise.all(BAD_SERVICES.map(writeService));
    backend = await startTestBackend({
      features: [
        nthlayerPlugin,
        simulatorModule,
        scaffolderPlugin,
        scaffolderModule,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({
          data: {
            nthlayer: {
              history: { days: 1 },
              dataSources: [
                {
                  name: 'main',
                  type: 'simulator',
                  environments: ['production'],
                },
              ],
            },
          },
        }),
      ],
    });
    await scheduler.triggerTask('nthlayer-sync');
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function writeService(bad: BadService) {
    const { name, entity } = bad;
    const own = join(folder, name);
    for (const { path, text } of filesOf(bad)) {
      const file = join(own, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const { metadata, ...rest }: Entity = parse(entity);
    return {
      ...rest,
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          'backstage.io/managed-by-location': `file:${own}/catalog-info.yaml`,
        },
      },
    };
  }

  it.each(BAD_SERVICES)('is told the same everywhere: $name', async bad => {
    const { name, codes } = bad;
    const files = filesOf(bad);
    const { server } = backend;
    const onCommandLine = await validate(join(folder, name));
    const sent = await request(server)
      .post('/api/nthlayer/validate')
      .send({ files })
      .expect(200);
    const shown = await inTheTab(backend, name);
    const dryRun = await request(server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: TEMPLATE,
        directoryContents: files.map(({ path, text }) => ({
          path,
          base64Content: Buffer.from(text).toString('base64'),
        })),
        values: {},
      });

    expect(onCommandLine.map(({ code }) => code).sort()).toEqual(codes);
    expect(lines(sent.body.diagnostics)).toEqual(lines(onCommandLine));
    expect(lines(withoutEntityLines(shown))).toEqual(
      lines(withoutEntityLines(onCommandLine)),
    );
    const errors = onCommandLine.filter(({ severity }) => severity === 'error');
    expect(dryRun.status === 200).toBe(errors.length === 0);
    expect(saidBy(dryRun.body)).toEqual(lines(onCommandLine));
  });
});

/** Findings that a dry run tells: in its log, or in the message of what made it fail. */
function saidBy(body: {
  readonly log?: readonly { readonly body: { readonly message: string } }[];
  readonly error?: { readonly message: string };
}): readonly string[] {
  const said = [
    ...(body.log ?? []).map(entry => entry.body.message),
    ...(body.error?.message.split('\n') ?? []),
  ];
  return said
    .flatMap(
      line => /\S+ (?:error|warning|info) [a-z-]+[ :].*$/.exec(line) ?? [],
    )
    .sort();
}

const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'check' },
  spec: {
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'files',
        name: 'Files',
        action: 'fetch:template',
        input: { url: './' },
      },
      { id: 'check', name: 'Check', action: 'nthlayer:spec:validate' },
    ],
  },
};
