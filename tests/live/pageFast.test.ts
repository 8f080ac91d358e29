import {
  SimulatorServer,
  startSimulatorServer,
  steadyService,
} from '@nthlayer/simulator';
import { stringify } from 'yaml';
import { PrometheusServer, startPrometheus } from '../harness/prometheusServer';
import { assetOf, component, stackFor } from '../harness/stackFor';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';

const MINUTE_MS = 60_000;
const SERVICE = 'shop';

interface Alert {
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly state: string;
}

async function alertsOf(url: string): Promise<Alert[]> {
  const reply = await fetch(`${url}/api/v1/alerts`);
  const body = (await reply.json()) as { data: { alerts: Alert[] } };
  return body.data.alerts;
}

function firing(alerts: Alert[], labels: Record<string, string>) {
  return alerts.find(
    alert =>
      alert.state === 'firing' &&
      Object.entries(labels).every(
        ([label, value]) => alert.labels[label] === value,
      ),
  );
}

const PAGE_FAST = { slo: 'availability', burn: 'page-fast' };

// The rules as they are generated, in a Prometheus that scrapes a service with a total outage of 75 seconds.
describeWith('prometheus', 'promtool')('the page-fast alert', () => {
  let simulator: SimulatorServer;
  let prometheus: PrometheusServer;
  let outage: { startMs: number; endMs: number };

  beforeAll(async () => {
    const startMs = Date.now() + 45_000;
    outage = { startMs, endMs: startMs + 75_000 };
    simulator = await startSimulatorServer({
      seed: 3,
      port: 0,
      now: Date.now,
      services: [
        steadyService(SERVICE, {
          perSecond: 20,
          incidents: [
            {
              kind: 'errors',
              name: 'outage',
              when: { atMs: startMs, durationMs: outage.endMs - startMs },
              ratio: 1,
              status: '503',
            },
          ],
        }),
      ],
    });
    prometheus = await startPrometheus({
      files: {
        'rules.yaml': assetOf(stackFor(component(SERVICE)), 'prometheus-rules'),
      },
      config: stringify({
        global: { scrape_interval: '15s', evaluation_interval: '15s' },
        rule_files: ['rules.yaml'],
        scrape_configs: [
          {
            job_name: SERVICE,
            metrics_path: `/metrics/${SERVICE}`,
            static_configs: [
              {
                targets: [`127.0.0.1:${simulator.port}`],
                labels: { service: SERVICE },
              },
            ],
          },
        ],
      }),
    });
  });

  afterAll(async () => {
    await prometheus?.stop();
    await simulator?.close();
  });

  it('is silent before the outage, fires in it and resolves after it', async () => {
    await waitFor(
      'the outage to begin',
      async () => {
        expect(firing(await alertsOf(prometheus.url), PAGE_FAST)).toBe(
          undefined,
        );
        return Date.now() >= outage.startMs ? true : undefined;
      },
      { timeoutMs: 3 * MINUTE_MS, intervalMs: 5_000 },
    );

    const alert = await waitFor(
      'page-fast to fire',
      async () => firing(await alertsOf(prometheus.url), PAGE_FAST),
      { timeoutMs: 4 * MINUTE_MS, intervalMs: 2_000 },
    );
    const firedAfterMs = Date.now() - outage.startMs;
    expect(alert.labels).toMatchObject({
      service: SERVICE,
      severity: 'critical',
      tier: 'critical',
      team: 'payments',
    });
    expect(alert.annotations.summary).not.toBe('');
    expect(alert.annotations.description).not.toMatch(/NaN|<no value>|\{\{/);

    await waitFor(
      'page-fast to resolve',
      async () =>
        firing(await alertsOf(prometheus.url), PAGE_FAST) ? undefined : true,
      { timeoutMs: 9 * MINUTE_MS, intervalMs: 5_000 },
    );
    const resolvedAfterMs = Date.now() - outage.endMs;
    // the short window is five minutes, the rules run once a minute, a tile ends up to a minute after its events
    expect(firedAfterMs).toBeLessThan(3.5 * MINUTE_MS);
    expect(resolvedAfterMs).toBeLessThan(8 * MINUTE_MS);
  });
});
