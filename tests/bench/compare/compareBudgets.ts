import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { traces } from '../traces/traces';
import {
  compareTrace,
  LAST_HOUR_MS,
  PlacedTrace,
  placeTrace,
  recordTraces,
  scrapedText,
  TARGET,
} from './budgets';
import {
  brokenPromises,
  budgetTable,
  countTable,
  readTable,
} from './budgetTables';
import { Report } from './Report';
import { TraceFigures } from './TraceFigures';
import { nthlayer } from '../designs/nthlayer';
import { checkRecording } from '../rules/checkRecording';

const HOUR_MS = 3_600_000;

/** Whether tiles are recorded here as `promtool` would record them, over some hours of one trace. */
async function checkAgainstPromtool(
  report: Report,
  server: BenchPrometheus,
  { subject }: PlacedTrace,
): Promise<void> {
  const tiles = nthlayer
    .rules(subject)
    .filter(({ record }) => record.endsWith(':delta1m'));
  const { samples, differing } = await checkRecording(server, tiles, {
    startMs: LAST_HOUR_MS - 6 * HOUR_MS,
    endMs: LAST_HOUR_MS,
  });
  report.tell(`${samples} samples recorded, ${differing} unlike promtool's`);
  if (samples === 0 || differing > 0) {
    report.blame(`what is recorded is what promtool records`);
  }
}

/** Fills a Prometheus with the traces and reports what each design says of them. */
export async function compareBudgets(
  report: Report,
  options: {
    readonly days: number;
    /** All when left out. */
    readonly traceIds?: readonly string[];
  },
): Promise<void> {
  const { traceIds, days } = options;
  const placed = traces
    .filter(({ id }) => traceIds?.includes(id) ?? true)
    .map(trace => placeTrace(trace, days));
  const server = await BenchPrometheus.create();
  try {
    await server.add(scrapedText(placed));
    report.tell(`scraped ${placed.length} traces of ${days} days`);
    await checkAgainstPromtool(report, server, placed[0]);
    await recordTraces(server, placed, message => report.tell(message));
    const all: TraceFigures[] = [];
    for (const each of placed) {
      all.push(await compareTrace(server, each));
      report.tell(`compared ${each.trace.id}`);
    }
    report.add('budgets', budgetTable(all, 1 - TARGET / 100));
    report.add('events', countTable(all));
    report.add('reads', readTable(all));
    brokenPromises(all).forEach(each => report.blame(each));
  } finally {
    await server.close();
  }
}
