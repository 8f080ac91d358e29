import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { openMetricsText, TimedValue } from '../prometheus/series';
import { DesignSubject } from '../designs/Design';
import { nthlayer } from '../designs/nthlayer';
import { sloth, slothRule, SLOTH_WINDOWS } from '../designs/sloth';
import { generateRules } from '../rules/generateRules';
import { recordHistory } from '../rules/recordHistory';
import { durationMs, isRecord } from '../rules/ruleFile';
import { LAST_HOUR_MS, TARGET } from './budgets';
import { Report } from './Report';
import { countText, markdownTable } from './markdownTable';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What is promised is promised of a window of 30 days. */
const PROMISED_DAYS = 30;
const STATUSES = ['200', '404', '500'];

/**
 * Pods of the services that are measured; each has a series for every status. Sloth-shaped rules must read at least so
 * many times as much.
 */
const CASES = [
  { pods: 1, timesFewer: 25 },
  { pods: 40, timesFewer: 80 },
];

/** What one part of a design reads in a minute, on average over its evaluations. */
interface ReadPart {
  readonly part: string;
  readonly samples: number;
}

interface ReadCost {
  readonly series: number;
  readonly timesFewer: number;
  readonly ours: readonly ReadPart[];
  readonly sloth: readonly ReadPart[];
}

function subjectOf(pods: number, days: number): DesignSubject {
  return {
    service: `service-of-${pods}`,
    target: TARGET,
    window: `${days}d`,
    scrapeIntervalMs: MINUTE_MS,
  };
}

function* counter(startMs: number, endMs: number, step: number) {
  for (let atMs = startMs, n = 1; atMs <= endMs; atMs += MINUTE_MS, n++) {
    yield [atMs / 1000, String(n * step)] as TimedValue;
  }
}

/** Steady counters, scraped once a minute. */
function* scrapedText(days: number): Generator<string> {
  const startMs = LAST_HOUR_MS - days * DAY_MS - 4 * HOUR_MS;
  const endMs = LAST_HOUR_MS + 10 * MINUTE_MS;
  for (const { pods } of CASES) {
    const { service } = subjectOf(pods, days);
    for (let pod = 0; pod < pods; pod++) {
      for (const [i, status] of STATUSES.entries()) {
        const labels = { service, pod: `${service}-${pod}`, status };
        const first = startMs + ((pod * 7_000) % MINUTE_MS);
        const values = counter(first, endMs, 100 - 40 * i);
        yield openMetricsText('http_requests_total', labels, values);
      }
    }
  }
}

/** Which part of the generated file a rule belongs to. */
function partOf(name: string): string {
  if (/^nthlayer:sli_\w+:delta1m$/.test(name)) {
    return 'tiles, from raw series';
  }
  if (/^nthlayer:sli_\w+:delta/.test(name)) {
    return 'roll-ups';
  }
  return name.startsWith('nthlayer:')
    ? 'error ratio of the window, budget, metadata'
    : 'alerts';
}

function sumByPart(parts: readonly ReadPart[]): ReadPart[] {
  const sums = new Map<string, number>();
  for (const { part, samples } of parts) {
    sums.set(part, (sums.get(part) ?? 0) + samples);
  }
  return [...sums].map(([part, samples]) => ({ part, samples }));
}

async function oursRead(
  server: BenchPrometheus,
  subject: DesignSubject,
  atMs: number,
): Promise<ReadPart[]> {
  const { service: name, target, window, scrapeIntervalMs } = subject;
  const groups = generateRules({ name, target, window }, { scrapeIntervalMs });
  const parts: ReadPart[] = [];
  for (const { interval, rules } of groups) {
    for (const rule of rules) {
      const { samplesRead } = await server.query(rule.expr, atMs);
      parts.push({
        part: partOf(isRecord(rule) ? rule.record : rule.alert),
        samples: (samplesRead * MINUTE_MS) / durationMs(interval),
      });
    }
  }
  return sumByPart(parts);
}

async function slothRead(
  server: BenchPrometheus,
  subject: DesignSubject,
  atMs: number,
): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  for (const window of SLOTH_WINDOWS) {
    const { expr } = slothRule(subject, window);
    const { samplesRead } = await server.query(expr, atMs);
    parts.push({
      part: `${SLOTH_WINDOWS.length} windows, from raw series`,
      samples: samplesRead,
    });
  }
  const { samplesRead } = await server.query(sloth.errorRatio(subject), atMs);
  parts.push({ part: 'error ratio of the window', samples: samplesRead });
  return sumByPart(parts);
}

const total = (parts: readonly ReadPart[]) =>
  parts.reduce((sum, { samples }) => sum + samples, 0);

function partRows(design: string, costs: readonly (readonly ReadPart[])[]) {
  return [
    [`**${design}**`, ...costs.map(parts => `**${countText(total(parts))}**`)],
    ...costs[0].map(({ part }, i) => [
      part,
      ...costs.map(parts => countText(parts[i].samples)),
    ]),
  ];
}

function ratioOf({ ours, sloth: theirs }: ReadCost): number {
  return total(theirs) / total(ours);
}

/** What is promised of the samples that the generated rules read, and not kept. */
function brokenPromises(costs: readonly ReadCost[]): string[] {
  return costs
    .filter(cost => !(ratioOf(cost) >= cost.timesFewer))
    .map(
      cost =>
        `${cost.series} raw series: ${
          cost.timesFewer
        } times fewer samples than Sloth-shaped rules, they are ${ratioOf(
          cost,
        ).toFixed(1)} times fewer`,
    );
}

function readTable(costs: readonly ReadCost[]): string {
  return markdownTable(
    [
      'Samples read a minute',
      ...costs.map(({ series }) => `${series} raw series`),
    ],
    [
      ...partRows(
        sloth.title,
        costs.map(each => each.sloth),
      ),
      ...partRows(
        nthlayer.title,
        costs.map(each => each.ours),
      ),
      [
        '**Sloth-shaped ÷ NthLayer**',
        ...costs.map(cost => `**${ratioOf(cost).toFixed(1)}**`),
      ],
    ],
  );
}

/** How many samples the rules of one SLO make a real Prometheus read, by how many series there are of it. */
export async function compareSamples(
  report: Report,
  days: number,
): Promise<void> {
  const server = await BenchPrometheus.create();
  const atMs = LAST_HOUR_MS + 5 * MINUTE_MS;
  try {
    await server.add(scrapedText(days));
    const subjects = CASES.map(({ pods }) => subjectOf(pods, days));
    await recordHistory(
      server,
      subjects.flatMap(subject => [
        ...nthlayer.rules(subject),
        ...sloth.rules(subject),
      ]),
      { startMs: LAST_HOUR_MS - days * DAY_MS - 2 * HOUR_MS, endMs: atMs },
      message => report.tell(message),
    );
    const costs: ReadCost[] = [];
    for (const [i, subject] of subjects.entries()) {
      costs.push({
        series: CASES[i].pods * STATUSES.length,
        timesFewer: CASES[i].timesFewer,
        ours: await oursRead(server, subject, atMs),
        sloth: await slothRead(server, subject, atMs),
      });
    }
    report.add('samples', readTable(costs));
    if (days >= PROMISED_DAYS) {
      brokenPromises(costs).forEach(each => report.blame(each));
    }
  } finally {
    await server.close();
  }
}
