import {
  simulate,
  SimulatorServer,
  startSimulatorServer,
  steadyService,
} from '@nthlayer/simulator';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { PrometheusServer, startPrometheus } from '../harness/prometheusServer';
import { ruleFileEvaluatedAt } from '../harness/ruleGroupPhase';
import { assetOf, component, stackFor } from '../harness/stackFor';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';

const MINUTE_MS = 60_000;
const SERVICE = 'shop';
const SEED = 3;

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

// The rules as they are generated, in a Prometheus that scrapes a service with a short total outage. It knows the
// service for an hour already, so that the rules can tell good from bad from their first evaluation on.
describeWith('prometheus', 'promtool')('the page-fast alert', () => {
  let simulator: SimulatorServer;
  let prometheus: PrometheusServer;
  let folder: string;
  let outage: { startMs: number; endMs: number };

  beforeAll(async () => {
    const now = Date.now();
    // between two evaluations: one that must be silent, and one whose tile holds the whole outage
    const evaluationMs = now + 12_000;
    outage = { startMs: now + 15_000, endMs: now + 45_000 };
    const { startMs } = outage;
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-rules-'));
    const rules = assetOf(stackFor(component(SERVICE)), 'prometheus-rules');
    const rulesFile = await ruleFileEvaluatedAt(
      { folder, name: `nthlayer/production/${SERVICE}` },
      evaluationMs,
      MINUTE_MS,
    );
    await writeFile(rulesFile, rules);
    const service = steadyService(SERVICE, {
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
    });
    simulator = await startSimulatorServer({
      seed: SEED,
      port: 0,
      now: Date.now,
      services: [service],
    });
    const target = `127.0.0.1:${simulator.port}`;
    prometheus = await startPrometheus({
      backfill: simulate(service, SEED).openMetrics(
        { fromMs: Date.now() - 60 * MINUTE_MS, toMs: Date.now() },
        {
          targetLabels: { job: SERVICE, instance: target, service: SERVICE },
        },
      ),
      config: stringify({
        global: { scrape_interval: '5s', evaluation_interval: '15s' },
        rule_files: [rulesFile],
        scrape_configs: [
          {
            job_name: SERVICE,
            metrics_path: `/metrics/${SERVICE}`,
            static_configs: [
              { targets: [target], labels: { service: SERVICE } },
            ],
          },
        ],
      }),
    });
  });

  afterAll(async () => {
    await prometheus?.stop();
    await simulator?.close();
    await rm(folder, { recursive: true, force: true });
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
      { timeoutMs: 3 * MINUTE_MS, intervalMs: 2_000 },
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
