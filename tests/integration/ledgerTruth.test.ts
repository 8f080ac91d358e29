import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { nthlayerPlugin } from '@nthlayer/backstage-plugin-nthlayer-backend';
import { SimulatorDataSource } from '@nthlayer/backstage-plugin-nthlayer-backend-module-simulator';
import { nthlayerDataSourcesExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import prometheusModule from '@nthlayer/backstage-plugin-nthlayer-backend-module-prometheus';
import {
  Incident,
  Indicator,
  SimulatedService,
  simulate,
  Simulation,
  steadyService,
} from '@nthlayer/simulator';
import createKnex, { Knex } from 'knex';
import { PrometheusServer, startPrometheus } from '../harness/prometheusServer';
import { component } from '../harness/stackFor';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';
import { readProgress, readStoredTiles } from '../harness/ledgerRows';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SEED = 5;

// On the hour, so that the truth's range is the ledger's.
const endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const startMs = endMs - 24 * HOUR_MS;

const INDICATORS: Record<string, Indicator> = {
  availability: { kind: 'availability' },
  latency: { kind: 'latency', thresholdMs: 250 },
};

interface Scenario {
  readonly service: SimulatedService;
  readonly truth: Simulation;
}

function scenario(incidents: readonly Incident[], rolloutMs: number): Scenario {
  const service = steadyService('shop', {
    perSecond: 20,
    labelsFrom: 'first-event',
    incidents,
    pods: {
      replicas: 2,
      rollout: {
        everyMs: 24 * HOUR_MS,
        offsetMs: rolloutMs % (24 * HOUR_MS),
        staggerMs: MINUTE_MS,
      },
      startupMs: 20_000,
      drainMs: 35_000,
    },
  });
  return { service, truth: simulate(service, SEED) };
}

const outage: Incident = {
  kind: 'errors',
  name: 'night outage',
  when: { atMs: startMs + 9 * HOUR_MS, durationMs: 90_000 },
  ratio: 1,
  status: '503',
};

const ordinaryDay = scenario(
  [
    outage,
    {
      kind: 'restart',
      name: 'reset',
      when: { atMs: startMs + 15 * HOUR_MS + 7_000 },
      replicas: [0],
    },
    {
      kind: 'scrape-gap',
      name: 'gap',
      when: { atMs: startMs + 18 * HOUR_MS, durationMs: 20 * MINUTE_MS },
      cause: 'scraper-down',
    },
  ],
  startMs + 3 * HOUR_MS,
);

/** What the old pods counted after their last scrape is seen by nobody; what the new ones counted is. */
const replacedUnseen = scenario(
  [
    outage,
    {
      kind: 'scrape-gap',
      name: 'long gap',
      when: { atMs: startMs + 18 * HOUR_MS, durationMs: 2 * HOUR_MS },
      cause: 'scraper-down',
    },
    {
      kind: 'errors',
      name: 'outage in the gap',
      when: {
        atMs: startMs + 19.5 * HOUR_MS,
        durationMs: 10 * MINUTE_MS,
      },
      ratio: 0.5,
      status: '500',
    },
  ],
  startMs + 19 * HOUR_MS,
);

function embeddedModule({ service }: Scenario) {
  return createBackendModule({
    pluginId: 'nthlayer',
    moduleId: 'embedded',
    register(env) {
      env.registerInit({
        deps: { dataSources: nthlayerDataSourcesExtensionPoint },
        async init({ dataSources }) {
          dataSources.addFactory({
            type: 'embedded',
            create: ({ name }) =>
              SimulatorDataSource.create({
                id: name,
                services: [service],
                seed: SEED,
              }),
          });
        },
      });
    },
  });
}

interface LedgerTiles {
  readonly bad: number[];
  readonly total: number[];
}

/** Lets the real backend read a day from a data source, and gives what it stored between start and end. */
async function ledgerFrom(
  day: Scenario,
  dataSource: Record<string, string>,
): Promise<Map<string, LedgerTiles>> {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    pool: { min: 1, max: 1 },
    useNullAsDefault: true,
  });
  const backend = await startTestBackend({
    features: [
      nthlayerPlugin,
      prometheusModule,
      embeddedModule(day),
      catalogServiceMock.factory({ entities: [component('shop')] }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: {
          nthlayer: {
            history: '26h',
            dataSources: [{ name: 'main', ...dataSource }],
          },
        },
      }),
    ],
  });
  try {
    return await storedTiles(knex);
  } finally {
    await stop(backend);
  }
}

async function stop(backend: TestBackend): Promise<void> {
  await backend.stop();
}

async function storedTiles(knex: Knex): Promise<Map<string, LedgerTiles>> {
  const progress = await waitFor(
    'the back-fill',
    async () => {
      const rows = await readProgress(knex);
      return rows.length === 2 && rows.every(row => row.reachedMs <= row.fromMs)
        ? rows
        : undefined;
    },
    { timeoutMs: 90_000 },
  );
  const tiles = new Map<string, LedgerTiles>();
  for (const row of progress) {
    const stored = await readStoredTiles(knex, row);
    expect(stored.wrongSums).toEqual([]);
    const from = (startMs - row.fromMs) / MINUTE_MS;
    const to = (endMs - row.fromMs) / MINUTE_MS;
    tiles.set(row.slo, {
      bad: stored.bad.slice(from, to),
      total: stored.total.slice(from, to),
    });
  }
  return tiles;
}

const sum = (values: Iterable<number>) =>
  [...values].reduce((a, b) => a + (Number.isNaN(b) ? 0 : b), 0);

const range = { startMs, endMs, stepMs: MINUTE_MS };

function expectVisibleTruth(
  { truth }: Scenario,
  ledger: Map<string, LedgerTiles>,
): void {
  for (const [slo, indicator] of Object.entries(INDICATORS)) {
    const tiles = ledger.get(slo)!;
    const visible = truth.scrapeTruth(indicator, range);
    expect(tiles.total).toEqual([...visible.total]);
    expect(tiles.bad).toEqual([...visible.bad]);
  }
}

function expectEventTruth(
  { truth }: Scenario,
  ledger: Map<string, LedgerTiles>,
): void {
  for (const [slo, indicator] of Object.entries(INDICATORS)) {
    const tiles = ledger.get(slo)!;
    const events = truth.eventTruth(indicator, range);
    const allowed = slo === 'availability' ? 0.0005 : 0.01;
    const consumed = sum(tiles.bad) / (allowed * sum(tiles.total));
    const happened = sum(events.bad) / (allowed * sum(events.total));
    expect(sum(events.bad)).toBeGreaterThan(100);
    expect(Math.abs(consumed - happened)).toBeLessThan(0.001);
  }
}

const DAYS: readonly [name: string, day: Scenario, hidesEvents: boolean][] = [
  [
    'a night outage, a reset, a scrape gap and labels born late',
    ordinaryDay,
    false,
  ],
  ['all pods replaced in a long scrape gap', replacedUnseen, true],
];

describe.each(DAYS)('24 hours with %s', (_, day, hidesEvents) => {
  function expectTruth(ledger: Map<string, LedgerTiles>) {
    expectVisibleTruth(day, ledger);
    if (!hidesEvents) {
      expectEventTruth(day, ledger);
    }
  }

  it('are the visible truth in the ledger, read from the embedded source', async () => {
    expectTruth(await ledgerFrom(day, { type: 'embedded' }));
  }, 180_000);

  describeWith('prometheus', 'promtool')('in a real Prometheus', () => {
    let prometheus: PrometheusServer;

    beforeAll(async () => {
      prometheus = await startPrometheus({
        backfill: day.truth.openMetrics({
          fromMs: startMs - 2 * HOUR_MS,
          toMs: Date.now(),
        }),
      });
    }, 180_000);

    afterAll(async () => {
      await prometheus?.stop();
    });

    it('are the same in the ledger, tile by tile', async () => {
      expectTruth(
        await ledgerFrom(day, { type: 'prometheus', url: prometheus.url }),
      );
    }, 180_000);
  });
});
