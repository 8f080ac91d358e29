import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { nthlayerPlugin } from '@nthlayer/backstage-plugin-nthlayer-backend';
import { SimulatorDataSource } from '@nthlayer/backstage-plugin-nthlayer-backend-module-simulator';
import { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerDataSourcesExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import { simulate, steadyService } from '@nthlayer/simulator';
import request from 'supertest';
import { stringify } from 'yaml';
import { component } from '../harness/stackFor';
import { waitFor } from '../harness/waitFor';

const SEED = 3;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WINDOW_MS = 6 * HOUR_MS;
const EXCLUDED_MINUTES = 40;

// An outage in the middle of what is excluded, well within the last six hours.
const outageMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS;
const excludedMs = outageMs - 10 * MINUTE_MS;
const excludedEndMs = excludedMs + EXCLUDED_MINUTES * MINUTE_MS;

const service = steadyService('shop', {
  perSecond: 5,
  incidents: [
    {
      kind: 'errors',
      name: 'migration',
      when: { atMs: outageMs, durationMs: 20 * MINUTE_MS },
      ratio: 0.5,
      status: '503',
    },
    {
      kind: 'errors',
      name: 'not planned',
      when: { atMs: outageMs - HOUR_MS, durationMs: 5 * MINUTE_MS },
      ratio: 0.3,
      status: '500',
    },
  ],
});
const truth = simulate(service, SEED);

const SLO = { preset: 'availability', target: 99.9 };
const EXCLUSION = {
  name: 'migration',
  reason: 'The database moves',
  start: timeText(excludedMs),
  end: timeText(excludedEndMs),
};

function timeText(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '');
}

function specFile(exclusions: readonly object[]): string {
  return stringify({
    apiVersion: 'nthlayer.dev/v1alpha1',
    kind: 'ServiceSpec',
    metadata: { name: 'shop' },
    spec: { tier: 'critical', slos: [SLO], exclusions },
  });
}

/** What six hours until `endMs` hold, with or without what is excluded. */
function trueSums(endMs: number, isExcluded: boolean) {
  const startMs = endMs - WINDOW_MS;
  const tiles = truth.scrapeTruth(
    { kind: 'availability' },
    { startMs, endMs, stepMs: MINUTE_MS },
  );
  const counts = (index: number) => {
    const at = startMs + index * MINUTE_MS;
    return !isExcluded || at < excludedMs || at >= excludedEndMs;
  };
  const sum = (values: Iterable<number>) =>
    [...values].filter((_, index) => counts(index)).reduce((a, b) => a + b, 0);
  return { bad: sum(tiles.bad), total: sum(tiles.total) };
}

const sources = createBackendModule({
  pluginId: 'nthlayer',
  moduleId: 'embedded',
  register(env) {
    env.registerInit({
      deps: { dataSources: nthlayerDataSourcesExtensionPoint },
      async init({ dataSources }) {
        dataSources.addFactory({
          type: 'embedded',
          create: ({ name: id }) =>
            SimulatorDataSource.create({ id, services: [service], seed: SEED }),
        });
      },
    });
  },
});

describe('exclusions of a spec file', () => {
  const scheduler = mockServices.scheduler();
  let folder: string;
  let backend: TestBackend;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-exclusions-'));
    const target = join(folder, 'catalog-info.yaml');
    const spec = { 'nthlayer.dev/spec': './nthlayer.yaml' };
    await writeFile(target, stringify(component('shop', spec)));
    await writeFile(join(folder, 'nthlayer.yaml'), specFile([EXCLUSION]));
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        nthlayerPlugin,
        sources,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: { locations: [{ type: 'file', target }] },
            nthlayer: {
              dataSources: [{ name: 'main', type: 'embedded' }],
              history: '8h',
              schedule: { specFiles: { seconds: 1 } },
            },
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const sixHours = ({ burn }: BudgetStatusDto) =>
    burn.find(({ windowMs }) => windowMs === WINDOW_MS)!.sums;

  /** The status of the SLO once a tick has come after its history is read, and it is as wanted. */
  function statusOnce(
    wanted: (status: BudgetStatusDto) => boolean,
  ): Promise<BudgetStatusDto> {
    return waitFor(
      'the status',
      async () => {
        await scheduler.triggerTask('nthlayer-sync');
        const { body } = await request(backend.server).get(
          '/api/nthlayer/services/component/default/shop',
        );
        expect(body.diagnostics ?? []).toEqual([]);
        const [slo] = body.slos ?? [];
        const status: BudgetStatusDto | undefined = slo?.groups[0]?.status;
        if (slo?.backfill?.state !== 'done' || !status) {
          return undefined;
        }
        const { knownTiles, expectedTiles } = sixHours(status);
        return knownTiles === expectedTiles && wanted(status)
          ? status
          : undefined;
      },
      { timeoutMs: 60_000 },
    );
  }

  it('take their time out of the budget, and give it back when they are gone', async () => {
    const without = await statusOnce(
      status => sixHours(status).excludedTiles === EXCLUDED_MINUTES,
    );
    const known = trueSums(without.newestTileMs!, true);
    expect(known.bad).toBeGreaterThan(100);
    expect(sixHours(without)).toEqual({
      ...known,
      knownTiles: 6 * 60 - EXCLUDED_MINUTES,
      expectedTiles: 6 * 60 - EXCLUDED_MINUTES,
      excludedTiles: EXCLUDED_MINUTES,
    });
    expect(without.sums).toMatchObject({ excludedTiles: EXCLUDED_MINUTES });
    const { body } = await request(backend.server)
      .get('/api/nthlayer/services/component/default/shop/exclusions')
      .expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        name: 'migration',
        reason: 'The database moves',
        author: expect.stringMatching(/^nthlayer\.yaml:\d+$/),
        startMs: excludedMs,
        endMs: excludedEndMs,
      }),
    ]);

    await writeFile(join(folder, 'nthlayer.yaml'), specFile([]));
    const whole = await statusOnce(
      status => sixHours(status).excludedTiles === undefined,
    );
    const all = trueSums(whole.newestTileMs!, false);
    expect(all.bad).toBeGreaterThan(known.bad + 1_000);
    expect(sixHours(whole)).toEqual({
      ...all,
      knownTiles: 6 * 60,
      expectedTiles: 6 * 60,
    });
    expect(whole.consumed).toBeGreaterThan(without.consumed!);
  }, 120_000);
});
