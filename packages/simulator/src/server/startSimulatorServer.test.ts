import { dependencyPage } from '../dependencies/dependencyPage';
import { SimulatedDependency } from '../dependencies/SimulatedDependency';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';
import { serveDemo } from './serveDemo';
import { SimulatorServer, startSimulatorServer } from './startSimulatorServer';

const AT = 20_000 * DAY_MS + HOUR_MS;
const shop = steadyService('shop', {
  incidents: [
    {
      kind: 'scrape-gap',
      name: 'gap',
      when: { atMs: AT + MINUTE_MS, durationMs: MINUTE_MS },
      cause: 'scraper-down',
    },
  ],
});

const database: SimulatedDependency = {
  name: 'till-db',
  technology: 'postgresql',
  targetLabels: {},
};

describe('startSimulatorServer', () => {
  let server: SimulatorServer;
  let now = AT;

  beforeAll(async () => {
    const services = [shop, steadyService('till')];
    server = await startSimulatorServer({
      services,
      dependencies: [database],
      seed: 1,
      port: 0,
      now: () => now,
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    now = AT;
  });

  it('has a page for each service', async () => {
    for (const service of [shop, steadyService('till')]) {
      const reply = await fetch(`${server.url}/metrics/${service.name}`);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-type')).toContain('version=0.0.4');
      expect(await reply.text()).toBe(simulate(service, 1).metricsPage(AT));
    }
  });

  it('has a page for each dependency', async () => {
    const reply = await fetch(`${server.url}/metrics/till-db`);
    expect(reply.status).toBe(200);
    expect(await reply.text()).toBe(dependencyPage(database, 1, AT));
  });

  it('answers 503 while no pod can be reached', async () => {
    now = AT + MINUTE_MS;
    const during = await fetch(`${server.url}/metrics/shop`);
    expect(during.status).toBe(503);
    now = AT + 2 * MINUTE_MS;
    const after = await fetch(`${server.url}/metrics/shop`);
    expect(after.status).toBe(200);
  });

  it.each([
    ['GET', '/metrics/nobody', 404],
    ['GET', '/', 404],
    ['POST', '/metrics/shop', 405],
  ])('answers %s %s with %d', async (method, path, status) => {
    const reply = await fetch(`${server.url}${path}`, { method });
    expect(reply.status).toBe(status);
  });

  it('says that a port is taken', async () => {
    await expect(
      startSimulatorServer({
        services: [shop],
        seed: 1,
        port: server.port,
        now: () => now,
      }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('serveDemo', () => {
  it('serves payment-api at the present time', async () => {
    const server = await serveDemo(['--port', '0', '--seed', '7']);
    try {
      const reply = await fetch(`${server.url}/metrics/payment-api`);
      expect([200, 503]).toContain(reply.status);
    } finally {
      await server.close();
    }
  });

  it.each([
    [['--port', 'http']],
    [['--port', '70000']],
    [['--seed', '1.5']],
    [['--started-at', 'noon']],
    [['--colour', 'red']],
  ])('refuses %j', async args => {
    await expect(serveDemo(args)).rejects.toThrow();
  });
});
