import { openMetricsText, TimedValue } from '../prometheus/series';
import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { Design, DesignSubject } from '../designs/Design';
import { nthlayer, windowEndMs } from '../designs/nthlayer';
import { pyrra, pyrraPerformance } from '../designs/pyrra';
import { sloth } from '../designs/sloth';
import { recordHistory } from '../rules/recordHistory';
import { Trace, TraceWindow } from '../traces/Trace';
import { simulate, Simulation, TruthTiles } from '@nthlayer/simulator';
import { Figure, TraceFigures } from './TraceFigures';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Per cent. */
export const TARGET = 99.9;
const SEED = 1;
const METRIC = 'http_requests_total';

/** Everything is evaluated about this midnight. */
export const LAST_HOUR_MS = Date.parse('2026-03-02T00:00:00Z');
/** Rules look back an hour for tiles that end in the window, and roll-ups need a little more. */
const RULES_BEFORE_MS = 2 * HOUR_MS;
const SAMPLES_BEFORE_MS = 4 * HOUR_MS;

export const designs: readonly Design[] = [
  nthlayer,
  sloth,
  pyrra,
  pyrraPerformance,
];

/** A trace, put in time. */
export interface PlacedTrace {
  readonly trace: Trace;
  readonly subject: DesignSubject;
  readonly window: TraceWindow;
  readonly simulation: Simulation;
}

/** Puts a trace into the window that ends with the newest recorded hour; seeds have services of their own. */
export function placeTrace(
  trace: Trace,
  days: number,
  seed: number = SEED,
): PlacedTrace {
  const at = (window: TraceWindow) => {
    const service = trace.service(window);
    return seed === SEED
      ? service
      : { ...service, name: `${service.name}-${seed}` };
  };
  const anywhere = at({ startMs: 0, endMs: DAY_MS });
  const subject: DesignSubject = {
    service: anywhere.name,
    target: TARGET,
    window: `${days}d`,
    scrapeIntervalMs: anywhere.scrapeIntervalMs,
  };
  const endMs = windowEndMs(subject, LAST_HOUR_MS);
  const window = { startMs: endMs - days * DAY_MS, endMs };
  return { trace, subject, window, simulation: simulate(at(window), seed) };
}

function* timedValues(timesMs: Float64Array, values: Float64Array) {
  for (let i = 0; i < timesMs.length; i++) {
    yield [timesMs[i] / 1000, String(values[i])] as TimedValue;
  }
}

/** What was scraped of the traces. */
export function* scrapedText(placed: readonly PlacedTrace[]) {
  for (const { simulation, window } of placed) {
    const series = simulation.counters(METRIC, {
      fromMs: window.startMs - SAMPLES_BEFORE_MS,
      toMs: LAST_HOUR_MS + 10 * MINUTE_MS,
    });
    for (const { labels, timesMs, values } of series) {
      yield openMetricsText(METRIC, labels, timedValues(timesMs, values));
    }
  }
}

/** Everything that the designs have recorded by the time at which they are asked. */
export async function recordTraces(
  server: BenchPrometheus,
  placed: readonly PlacedTrace[],
  tell: (message: string) => void,
): Promise<void> {
  const rules = placed.flatMap(({ subject }) =>
    designs.flatMap(design => design.rules(subject)),
  );
  const startMs = Math.min(...placed.map(({ window }) => window.startMs));
  await recordHistory(
    server,
    rules,
    {
      startMs: startMs - RULES_BEFORE_MS,
      endMs: LAST_HOUR_MS + 10 * MINUTE_MS,
    },
    tell,
  );
}

function sums({ bad, total }: TruthTiles): { bad: number; total: number } {
  const sum = (values: Float64Array) =>
    values.reduce((all, value) => all + (Number.isNaN(value) ? 0 : value), 0);
  return { bad: sum(bad), total: sum(total) };
}

async function figureOf(
  server: BenchPrometheus,
  design: Design,
  { subject, window }: PlacedTrace,
): Promise<Figure> {
  const { samples, samplesRead } = await server.query(
    design.errorRatio(subject),
    design.evaluatedAtMs(window.endMs),
  );
  return {
    design: design.title,
    errorRatio: samples[0]?.value ?? NaN,
    samplesRead,
  };
}

/** What the generated rules counted in the window, tile by tile. */
async function countedEvents(
  server: BenchPrometheus,
  { subject, window }: PlacedTrace,
): Promise<{ bad: number; total: number }> {
  const count = async (part: string) => {
    const { samples } = await server.query(
      `sum(sum_over_time(nthlayer:sli_${part}:delta1h{service="${subject.service}"}[${subject.window}]))`,
      nthlayer.evaluatedAtMs(window.endMs),
    );
    return samples[0]?.value ?? NaN;
  };
  return { bad: await count('bad'), total: await count('total') };
}

/** What each design says of a trace, and what is true. */
export async function compareTrace(
  server: BenchPrometheus,
  placed: PlacedTrace,
): Promise<TraceFigures> {
  const { simulation, trace, window } = placed;
  const range = { ...window, stepMs: MINUTE_MS };
  const figures: Figure[] = [];
  for (const design of designs) {
    figures.push(await figureOf(server, design, placed));
  }
  return {
    trace,
    happened: sums(simulation.eventTruth({ kind: 'availability' }, range)),
    visible: sums(simulation.scrapeTruth({ kind: 'availability' }, range)),
    counted: await countedEvents(server, placed),
    figures,
  };
}
