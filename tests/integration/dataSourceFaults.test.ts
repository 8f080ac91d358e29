import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { nthlayerPlugin } from '@nthlayer/backstage-plugin-nthlayer-backend';
import prometheusModule from '@nthlayer/backstage-plugin-nthlayer-backend-module-prometheus';
import { SloDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import request from 'supertest';
import {
  faults,
  REMOTE_WORD,
  startFaultyPrometheus,
} from '../harness/faultyPrometheus';
import { component } from '../harness/stackFor';
import { waitFor } from '../harness/waitFor';

const SECRET = 'token-canary-9e4b';
const NAMES = [...Object.keys(faults), 'good'];

const PROBLEMS: Readonly<Record<string, string>> = {
  html: 'bad-reply',
  truncated: 'bad-reply',
  partial: 'query-failed',
  warned: 'query-failed',
  refused: 'refused',
  invalid: 'query-failed',
  failing: 'unreachable',
  busy: 'rate-limited',
  elsewhere: 'bad-reply',
  hangup: 'unreachable',
};

/** Keeps every line at every level. */
function recordingLogger(lines: string[]): RootLoggerService {
  const log = (message: string, meta?: unknown) =>
    void lines.push(
      `${message} ${meta instanceof Error ? meta.stack : JSON.stringify(meta)}`,
    );
  const logger: RootLoggerService = {
    error: log,
    warn: log,
    info: log,
    debug: log,
    child: () => logger,
  };
  return logger;
}

/** Of two hours. */
const HISTORY_TILES = 120;

describe('Data sources that go wrong, each in its own way', () => {
  const lines: string[] = [];
  const bodies: string[] = [];
  let remote: Awaited<ReturnType<typeof startFaultyPrometheus>>;
  let backend: TestBackend;

  async function get(path: string) {
    const response = await request(backend.server)
      .get(`/api/nthlayer${path}`)
      .set('authorization', mockCredentials.user.header());
    bodies.push(response.text);
    return response.body;
  }

  /** The service once its data source has been asked by a tick or the back-fill. */
  const readService = (name: string) =>
    waitFor(
      `the service of ${name}`,
      async () => {
        const service = await get(`/services/component/default/${name}`);
        const isRead = (slo: SloDto) =>
          name === 'good'
            ? slo.groups[0]?.status.sums.knownTiles >= HISTORY_TILES
            : slo.dataProblem;
        return service.slos?.length > 0 && service.slos.every(isRead)
          ? service
          : undefined;
      },
      { timeoutMs: 30_000 },
    );

  beforeAll(async () => {
    remote = await startFaultyPrometheus();
    backend = await startTestBackend({
      features: [
        nthlayerPlugin,
        prometheusModule,
        catalogServiceMock.factory({
          entities: NAMES.map(name =>
            component(name, {
              'nthlayer.dev/tier': 'critical',
              'nthlayer.dev/data-source': name,
            }),
          ),
        }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => recordingLogger(lines),
        }),
        mockServices.rootConfig.factory({
          data: {
            nthlayer: {
              history: '2h',
              dataSources: NAMES.map(name => ({
                name,
                type: 'prometheus',
                url: `${remote.url}/${name}`,
                auth: { type: 'bearer', token: SECRET },
              })),
            },
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    await remote?.stop();
  });

  it.each(Object.entries(PROBLEMS))(
    '%s: its SLOs are unknown, and say why',
    async (name, code) => {
      const { slos } = await readService(name);
      for (const slo of slos) {
        expect(slo.dataProblem?.code).toBe(code);
        for (const { status } of slo.groups) {
          expect(status).toMatchObject({ state: 'unknown', remaining: null });
        }
      }
    },
    90_000,
  );

  it('touch no other', async () => {
    const { slos } = await readService('good');
    for (const { dataProblem, groups } of slos) {
      expect(dataProblem).toBeNull();
      expect(groups[0].status.sums.knownTiles).toBeGreaterThanOrEqual(
        HISTORY_TILES,
      );
      expect(groups[0].status.sli).toBe(0.99);
    }
  }, 90_000);

  it('are listed with what is wrong with them', async () => {
    const { items } = await get('/data-sources');
    const found = items.map(
      (item: {
        name: string;
        health: { state: string; problem?: { code: string } };
      }) => [item.name, item.health.problem?.code ?? item.health.state],
    );
    expect(Object.fromEntries(found)).toEqual({ ...PROBLEMS, good: 'up' });
  }, 60_000);

  it('leave no word of theirs, nor the credentials, in any answer or line', () => {
    expect(lines.length).toBeGreaterThan(0);
    for (const told of [...lines, ...bodies]) {
      expect(told).not.toContain(SECRET);
      expect(told).not.toContain(REMOTE_WORD);
    }
  });
});
