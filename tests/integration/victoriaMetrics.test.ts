import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  defaultGenerationSettings,
  generateFolders,
  generateSharedFolders,
  tilesFromSamples,
} from '@nthlayer/engine';
import { firingMinutes } from '../bench/falsePages/pageMinutes';
import { openMetricsText, TimedValue } from '../bench/prometheus/series';
import { burnLevels, readBurnAlert } from '../bench/rules/burnAlert';
import { generateRules } from '../bench/rules/generateRules';
import {
  alertRules,
  inSteps,
  recordRules,
  TimedRule,
} from '../bench/rules/ruleFile';
import { exampleNames, generateExample, readExample } from '../golden/example';
import { describeWithOptional } from '../harness/tools';
import {
  startVictoriaMetrics,
  VictoriaMetricsServer,
} from '../harness/victoriaMetricsServer';

const run = promisify(execFile);
const MINUTE_MS = 60_000;

describeWithOptional('vmalert')('vmalert', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-vmalert-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function check(name: string, rules: string): Promise<string> {
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, rules);
    const { stderr } = await run('vmalert', ['-dryRun', `-rule=${file}`]);
    return stderr;
  }

  it('accepts the rules of every example', async () => {
    const files = exampleNames
      .map(name => [name, generateExample(name)['rules.yaml']] as const)
      .filter(([, rules]) => rules !== undefined);
    expect(files.length).toBeGreaterThan(5);
    for (const [name, rules] of files) {
      expect(await check(name, rules)).not.toContain('error');
    }
  });

  it('accepts the shared rules', async () => {
    const stacks = exampleNames
      .map(readExample)
      .flatMap(result => (result.kind === 'spec' ? [result.spec] : []))
      .flatMap(spec =>
        generateFolders(spec, defaultGenerationSettings).folders.map(
          ({ environment, slos }) => ({ spec, environment, slos }),
        ),
      );
    const shared = generateSharedFolders(stacks, {
      ...defaultGenerationSettings,
      layout: 'shared',
    }).folders.flatMap(({ files }) => files);
    expect(shared).not.toEqual([]);
    for (const [i, { content }] of shared.entries()) {
      expect(await check(`shared-${i}`, content)).not.toContain('error');
    }
  });

  it.each([
    ['expression', 'unless on (service', 'unless off (service'],
    ['text', '{{ end }}', ''],
  ])('refuses a broken %s', async (name, right, wrong) => {
    const rules = generateExample('payment-api')['rules.yaml'];
    const broken = rules.replaceAll(right, wrong);
    expect(broken).not.toBe(rules);
    await expect(check(name, broken)).rejects.toThrow('Command failed');
  });
});

/** A whole hour. */
const START_MS = Date.UTC(2025, 2, 3, 10);
const MINUTES = 300;
const SCRAPE_MS = 15_000;
/** A scrape interval; a tile ends so long before its evaluation. */
const LAG_MS = SCRAPE_MS;
const SERVICE = 'shop';

/** Scrapes of a counter, from one minute to another, that grows by so much with each. */
function scrapes(
  labels: Readonly<Record<string, string>>,
  ...pieces: readonly {
    readonly from: number;
    readonly to: number;
    readonly first: number;
    readonly step: number;
  }[]
): CounterSamples {
  const samples = pieces.flatMap(({ from, to, first, step }) =>
    Array.from(
      { length: ((to - from) * MINUTE_MS) / SCRAPE_MS },
      (_, i) =>
        [
          START_MS + from * MINUTE_MS + 7_000 + i * SCRAPE_MS,
          first + i * step,
        ] as const,
    ),
  );
  return {
    labels: { service: SERVICE, ...labels },
    timesMs: Float64Array.from(samples, ([timeMs]) => timeMs),
    values: Float64Array.from(samples, ([, value]) => value),
  };
}

/** The whole service is gone from 95 to 110; one pod restarts, one is born, one goes and comes back. */
const good = [
  scrapes(
    { status: '200', pod: 'old' },
    { from: -70, to: 95, first: 1e6, step: 30 },
    { from: 110, to: 150, first: 1_021_000, step: 30 },
    { from: 152, to: MINUTES, first: 5, step: 30 },
  ),
  scrapes(
    { status: '200', pod: 'new' },
    { from: 40, to: 60, first: 50, step: 10 },
    { from: 75, to: 95, first: 1_500, step: 10 },
    { from: 110, to: MINUTES, first: 3_000, step: 10 },
  ),
];
/** An error label that is born with an outage of ten minutes. */
const bad = [
  scrapes(
    { status: '500', pod: 'old' },
    { from: 130, to: 140, first: 12, step: 25 },
    { from: 140, to: MINUTES, first: 1_012, step: 0 },
  ),
];

function scrapedText({ labels, timesMs, values }: CounterSamples): string {
  return openMetricsText(
    'http_requests_total',
    labels,
    [...values].map(
      (value, i): TimedValue => [timesMs[i] / 1000, String(value)],
    ),
  );
}

const groups = generateRules(
  { name: SERVICE, target: 99.9 },
  { scrapeIntervalMs: SCRAPE_MS },
);

describeWithOptional('victoria-metrics')('rules in VictoriaMetrics', () => {
  let server: VictoriaMetricsServer;
  const recorded = new Map<string, readonly TimedValue[]>();
  const range = (stepMs: number) => ({
    startMs: START_MS,
    endMs: START_MS + (MINUTES - 1) * MINUTE_MS,
    stepMs,
  });

  async function record(rule: TimedRule): Promise<string> {
    const found = await server.queryRange(rule.expr, range(rule.intervalMs));
    expect(found.length).toBeLessThanOrEqual(1);
    return found
      .map(({ metric, values }) => {
        recorded.set(rule.record, values);
        return openMetricsText(
          rule.record,
          { ...metric, ...rule.labels },
          values,
        );
      })
      .join('');
  }

  /** By minute; NaN where nothing was recorded. */
  function minutesOf(name: string): Float64Array {
    const minutes = new Float64Array(MINUTES).fill(NaN);
    for (const [seconds, value] of recorded.get(name) ?? []) {
      minutes[(seconds * 1000 - START_MS) / MINUTE_MS] = Number(value);
    }
    return minutes;
  }

  const countOf = (part: 'bad' | 'total', tier = '1m') =>
    minutesOf(`nthlayer:sli_${part}:delta${tier}`);

  beforeAll(async () => {
    server = await startVictoriaMetrics();
    await server.add([...good, ...bad].map(scrapedText));
    for (const step of inSteps(recordRules(groups))) {
      const texts: string[] = [];
      for (const rule of step) {
        texts.push(await record(rule));
      }
      await server.add(texts);
    }
  }, 60_000);

  afterAll(() => server?.stop());

  it('count as the engine counts the raw samples', () => {
    const startMs = START_MS - LAG_MS - MINUTE_MS;
    const expected = tilesFromSamples(
      { total: [...good, ...bad], bad },
      { startMs, endMs: startMs + MINUTES * MINUTE_MS, stepMs: MINUTE_MS },
    );
    expect([...countOf('total')]).toEqual([...expected.total]);
    expect([...countOf('bad')]).toEqual([...expected.bad]);
    expect(countOf('total').filter(Number.isNaN).length).toBeGreaterThan(10);
    expect(Math.max(...countOf('bad').filter(Number.isFinite))).toBe(100);
  });

  it.each(['bad', 'total'] as const)('roll the %s events up', part => {
    const known = countOf(part).map(count => (Number.isNaN(count) ? 0 : count));
    const fives = countOf(part, '5m');
    const hours = countOf(part, '1h');
    for (let minute = 10; minute < MINUTES; minute += 5) {
      const sum = known.slice(minute - 5, minute).reduce((a, b) => a + b);
      expect(fives[minute] || 0).toBe(sum);
    }
    for (let minute = 122; minute < MINUTES; minute += 60) {
      const sum = known.slice(minute - 62, minute - 2).reduce((a, b) => a + b);
      expect(hours[minute] || 0).toBe(sum);
    }
    expect(hours.filter(count => count > 0).length).toBeGreaterThan(0);
  });

  it.each(['page-fast', 'page-slow'])('fire %s on the minute', async burn => {
    const [level] = alertRules(groups)
      .flatMap(burnLevels)
      .filter(({ labels }) => labels?.burn === burn);
    const found = await server.queryRange(level.expr, range(MINUTE_MS));
    const minutes = found.flatMap(({ values }) =>
      values.map(([seconds]) => (seconds * 1000 - START_MS) / MINUTE_MS),
    );
    const known = (part: 'bad' | 'total') =>
      countOf(part).map(count => (Number.isNaN(count) ? 0 : count));
    const expected = firingMinutes(
      { bad: known('bad'), total: known('total') },
      readBurnAlert(level.expr),
    );
    expect(minutes).toEqual([...expected]);
    expect(minutes.length).toBeGreaterThan(3);
  });
});
