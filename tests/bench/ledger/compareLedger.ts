import { Sli, TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { TruthTiles } from '@nthlayer/simulator';
import { PlacedTrace, placeTrace, scrapedText } from '../compare/budgets';
import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { Trace } from '../traces/Trace';
import { traces } from '../traces/traces';
import { budgetDifference, differingTiles } from './tileDifference';

const MINUTE_MS = 60_000;
/** As the back-fill reads. */
const LONGEST_READ_MS = 6 * 24 * 60 * MINUTE_MS;
/** More would say nothing else. */
const MOST_SEEDS = 3;
/** Share of a budget. */
const TOLERANCE = 0.001;

interface LedgerFigures {
  readonly trace: Trace;
  readonly tiles: number;
  /** Tiles unlike what the scrapes could show, of all seeds. */
  readonly differing: number;
  /** Of the seed that is furthest from what happened, as a share of the budget. */
  readonly worst: number;
}

function availabilityOf(service: string): Sli {
  const matcher = { label: 'service', op: '=', value: service } as const;
  const metric = 'http_requests_total';
  return {
    kind: 'ratio',
    total: { metric, matchers: [matcher] },
    bad: {
      metric,
      matchers: [matcher, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy: [],
  };
}

function fill(into: TruthTiles, series: TileSeries, startMs: number): void {
  const first = (series.startMs - startMs) / MINUTE_MS;
  into.bad.set(series.bad, first);
  into.total.set(series.total, first);
}

/** What the ledger would hold of a trace: read as the back-fill reads it, by the same data source. */
async function readTiles(
  source: PrometheusDataSource,
  { subject, window }: PlacedTrace,
): Promise<TruthTiles> {
  const { startMs, endMs } = window;
  const length = (endMs - startMs) / MINUTE_MS;
  const unknown = () => new Float64Array(length).fill(NaN);
  const tiles = { bad: unknown(), total: unknown() };
  const request = { key: 'sli', sli: availabilityOf(subject.service) };
  for (let from = startMs; from < endMs; from += LONGEST_READ_MS) {
    const to = Math.min(endMs, from + LONGEST_READ_MS);
    const { slis } = await source.readTiles([request], {
      startMs: from,
      endMs: to,
      stepMs: MINUTE_MS,
    });
    const [{ series, problem }] = slis;
    if (problem) {
      throw new Error(`${subject.service}: ${problem.message}`);
    }
    series.forEach(each => fill(tiles, each, startMs));
  }
  return tiles;
}

async function figuresOf(
  source: PrometheusDataSource,
  trace: Trace,
  seeds: readonly PlacedTrace[],
): Promise<LedgerFigures> {
  let differing = 0;
  let worst = 0;
  let count = 0;
  for (const placed of seeds) {
    const { simulation, window } = placed;
    const range = { ...window, stepMs: MINUTE_MS };
    const indicator = { kind: 'availability' } as const;
    const tiles = await readTiles(source, placed);
    const visible = simulation.scrapeTruth(indicator, range);
    const happened = simulation.eventTruth(indicator, range);
    count += tiles.total.length;
    differing += differingTiles(tiles, visible);
    worst = Math.max(
      worst,
      budgetDifference(tiles, trace.edge ? visible : happened),
    );
  }
  return { trace, tiles: count, differing, worst };
}

function tableOf(all: readonly LedgerFigures[]): string {
  return markdownTable(
    [
      'Trace',
      'Minutes',
      'Unlike what scrapes could show',
      'Off by, of the budget',
    ],
    all.map(({ trace, tiles, differing, worst }) => [
      trace.title,
      countText(tiles),
      countText(differing),
      `${(worst * 100).toFixed(4)} %`,
    ]),
  );
}

/** Fills a Prometheus with the traces, some seeds each, reads their tiles as the ledger does, and compares. */
export async function compareLedger(
  report: Report,
  options: {
    readonly days: number;
    readonly seeds: number;
    readonly traceIds?: readonly string[];
  },
): Promise<void> {
  const { traceIds, days } = options;
  const seeds = Math.min(MOST_SEEDS, options.seeds);
  const placed = traces
    .filter(({ id }) => traceIds?.includes(id) ?? true)
    .map(trace => ({
      trace,
      seeds: Array.from({ length: seeds }, (_, i) =>
        placeTrace(trace, days, i + 1),
      ),
    }));
  const server = await BenchPrometheus.create();
  try {
    await server.add(scrapedText(placed.flatMap(each => each.seeds)));
    report.tell(`scraped ${placed.length} traces of ${seeds} seeds`);
    const source = PrometheusDataSource.create({
      id: 'bench',
      url: server.address,
      scrapeIntervalMs: 15_000,
      timeoutMs: 120_000,
    });
    const all: LedgerFigures[] = [];
    for (const each of placed) {
      all.push(await figuresOf(source, each.trace, each.seeds));
      report.tell(`read ${each.trace.id}`);
    }
    report.add('ledger', tableOf(all));
    for (const { trace, differing, worst } of all) {
      if (differing > 0 || !(worst <= TOLERANCE)) {
        report.blame(`${trace.id}: tiles are what scrapes could show`);
      }
    }
  } finally {
    await server.close();
  }
}
