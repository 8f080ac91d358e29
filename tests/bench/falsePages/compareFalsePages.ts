import { simulate, steadyService, TruthTiles } from '@nthlayer/simulator';
import { LAST_HOUR_MS, TARGET } from '../compare/budgets';
import { markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { openMetricsText, TimedValue } from '../prometheus/series';
import { burnLevels, readBurnAlert } from '../rules/burnAlert';
import { generateRules } from '../rules/generateRules';
import { AlertRule, alertRules, recordRules } from '../rules/ruleFile';
import { episodes, firingMinutes } from './pageMinutes';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SERVICE = 'healthy';

/** Events an hour. The middle one is what is promised for. */
const RATES = [20, 60, 200];
const PROMISED_RATE = 60;
const PROMISED_EPISODES = 0.5;
/** Half of what the objective allows. */
const ERROR_RATIO = (1 - TARGET / 100) / 2;

function groupsWith(minBadEvents?: number) {
  return generateRules(
    { name: SERVICE, target: TARGET },
    {
      scrapeIntervalMs: 15_000,
      ...(minBadEvents !== undefined && { minBadEvents }),
    },
  );
}

function pageRules(minBadEvents?: number): AlertRule[] {
  return alertRules(groupsWith(minBadEvents))
    .flatMap(burnLevels)
    .filter(({ labels }) => labels?.severity === 'critical');
}

/** Minutes of a healthy service. */
function healthyTiles(perHour: number, seed: number, days: number): TruthTiles {
  const service = steadyService(SERVICE, {
    perSecond: perHour / 3600,
    errorRatio: ERROR_RATIO,
  });
  return simulate(service, seed).eventTruth(
    { kind: 'availability' },
    {
      startMs: LAST_HOUR_MS - days * DAY_MS,
      endMs: LAST_HOUR_MS,
      stepMs: MINUTE_MS,
    },
  );
}

function firingOf(tiles: TruthTiles, rules: readonly AlertRule[]): Set<number> {
  const each = rules.map(({ expr }) => [
    ...firingMinutes(tiles, readBurnAlert(expr)),
  ]);
  return new Set(each.flat().sort((a, b) => a - b));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function* tileTexts(tiles: TruthTiles, firstMs: number): Generator<string> {
  const rules = recordRules(groupsWith());
  for (const part of ['bad', 'total'] as const) {
    const record = `nthlayer:sli_${part}:delta1m`;
    const labels = rules.find(rule => rule.record === record)?.labels ?? {};
    const values = [...tiles[part]].map(
      (value, i): TimedValue => [
        (firstMs + i * MINUTE_MS) / 1000,
        String(value),
      ],
    );
    yield openMetricsText(record, labels, values);
  }
}

/** Minutes at which our arithmetic and a real Prometheus do not agree, on the tiles of one service. */
async function disagreement(
  tiles: TruthTiles,
  rules: readonly AlertRule[],
): Promise<{ firing: number; differing: number }> {
  const firstMs = LAST_HOUR_MS - tiles.bad.length * MINUTE_MS;
  const server = await BenchPrometheus.create();
  try {
    await server.add(tileTexts(tiles, firstMs));
    const asked = new Set<number>();
    for (const { expr } of rules) {
      const series = await server.queryRange(expr, {
        startMs: firstMs,
        endMs: LAST_HOUR_MS - MINUTE_MS,
        stepMs: MINUTE_MS,
      });
      for (const { values } of series) {
        for (const [seconds] of values) {
          asked.add((seconds * 1000 - firstMs) / MINUTE_MS);
        }
      }
    }
    const ours = firingOf(tiles, rules);
    const all = new Set([...asked, ...ours]);
    const differing = [...all].filter(
      minute => asked.has(minute) !== ours.has(minute),
    );
    return { firing: asked.size, differing: differing.length };
  } finally {
    await server.close();
  }
}

interface PageCounts {
  readonly perHour: number;
  /** Pages of each service, without the floor on bad events and as generated. */
  readonly counts: readonly (readonly number[])[];
}

function pagesOf(
  perHour: number,
  variants: readonly (readonly AlertRule[])[],
  { seeds, days }: { readonly seeds: number; readonly days: number },
): PageCounts {
  const counts: number[][] = variants.map(() => []);
  for (let seed = 1; seed <= seeds; seed++) {
    const tiles = healthyTiles(perHour, seed, days);
    variants.forEach((rules, i) =>
      counts[i].push(episodes(firingOf(tiles, rules))),
    );
  }
  return { perHour, counts };
}

function pageTable(all: readonly PageCounts[], days: number): string {
  return markdownTable(
    [
      `Pages of a healthy service in ${days} days`,
      'mean without the floor',
      'most',
      'mean as generated',
      'most',
    ],
    all.map(({ perHour, counts }) => [
      `${perHour} requests an hour`,
      ...counts.flatMap(each => [
        mean(each).toFixed(2),
        String(Math.max(...each)),
      ]),
    ]),
  );
}

/** How often a healthy service with little traffic pages somebody, with the floor on bad events and without. */
export async function compareFalsePages(
  report: Report,
  options: { readonly seeds: number; readonly days: number },
): Promise<void> {
  const variants = [pageRules(0), pageRules()];
  const all = RATES.map(perHour => {
    const pages = pagesOf(perHour, variants, options);
    report.tell(`${options.seeds} services of ${perHour} requests an hour`);
    return pages;
  });
  report.add('false-pages', pageTable(all, options.days));
  for (const { perHour, counts } of all) {
    if (perHour === PROMISED_RATE && !(mean(counts[1]) < PROMISED_EPISODES)) {
      report.blame(`${perHour} requests an hour page ${mean(counts[1])} times`);
    }
  }
  const tiles = healthyTiles(PROMISED_RATE, 1, options.days);
  for (const rules of variants) {
    const { firing, differing } = await disagreement(tiles, rules);
    report.tell(`Prometheus fires in ${firing} minutes, ${differing} differ`);
    if (differing > 0) {
      report.blame(`${differing} minutes differ from Prometheus'`);
    }
  }
}
