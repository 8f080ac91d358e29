import {
  CounterSli,
  LABELS,
  Selector,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  groupedTilesFromSamples,
  isCounterSli,
  joinTiles,
  SliRequest,
  SliSeries,
  sliSeries,
  SliSeriesSet,
  SliTiles,
} from '@nthlayer/engine';
import { SimulatedTargets, WantedSeries } from './SimulatedTargets';

/** Long enough that few questions are asked, short enough that each is answered in a moment. */
const STRETCH_MS = 3 * 3_600_000;

interface Reading {
  readonly request: SliRequest;
  readonly set: SliSeriesSet;
  readonly total: WantedSeries;
  readonly bad?: WantedSeries;
  readonly good?: WantedSeries;
  readonly parts: TileSeries[];
}

function bucketBound(sli: CounterSli): string | undefined {
  return sli.kind === 'latency'
    ? String(sli.thresholdMs / sli.unitMs)
    : undefined;
}

/** The simulator knows its services by the service label. */
function wantedOf(
  series: SliSeries,
  { matchers }: Selector,
  le?: string,
): WantedSeries {
  const named = matchers.find(
    ({ label, op }) => label === LABELS.service && op === '=',
  );
  return {
    series,
    ...(named && { service: named.value }),
    ...(le !== undefined && { le }),
  };
}

function readingOf(request: SliRequest): Reading | undefined {
  const { sli } = request;
  if (!isCounterSli(sli)) {
    return undefined;
  }
  const set = sliSeries(sli);
  const [badSelector, goodSelector] =
    sli.kind === 'latency' ? [undefined, sli.bucket] : [sli.bad, sli.good];
  return (
    set && {
      request,
      set,
      total: wantedOf(set.total, sli.total),
      ...(set.bad && badSelector && { bad: wantedOf(set.bad, badSelector) }),
      ...(set.good &&
        goodSelector && {
          good: wantedOf(set.good, goodSelector, bucketBound(sli)),
        }),
      parts: [],
    }
  );
}

function stretches(range: TileRange): TileRange[] {
  const { startMs, endMs, stepMs } = range;
  const lengthMs = Math.max(1, Math.floor(STRETCH_MS / stepMs)) * stepMs;
  const found: TileRange[] = [];
  for (let at = startMs; at < endMs; at += lengthMs) {
    found.push({ startMs: at, endMs: Math.min(endMs, at + lengthMs), stepMs });
  }
  return found;
}

function readStretch(
  { request, set, total, bad, good, parts }: Reading,
  targets: SimulatedTargets,
  stretch: TileRange,
): void {
  parts.push(
    ...groupedTilesFromSamples(
      {
        total: targets.samples(total),
        ...(bad && { bad: targets.samples(bad) }),
        ...(good && { good: targets.samples(good) }),
        alwaysExposed: set.alwaysExposed,
      },
      request.sli.groupBy,
      stretch,
    ),
  );
}

function answer(
  { key, sli }: SliRequest,
  range: TileRange,
  reading?: Reading,
): SliTiles {
  return reading
    ? { key, series: joinTiles(reading.parts, range) }
    : {
        key,
        series: [],
        problem: {
          code: 'query-failed',
          message: isCounterSli(sli)
            ? 'A matcher has a regular expression that Prometheus refuses, or that is too large to be simulated'
            : `The simulator has counters only, and no ${sli.kind}`,
        },
      };
}

/** Tiles of SLIs from simulated counters, a stretch of time after the other. */
export async function readSlis(
  requests: readonly SliRequest[],
  range: TileRange,
  targets: SimulatedTargets,
): Promise<SliTiles[]> {
  const readings = requests.map(readingOf);
  const understood = readings.flatMap(reading => reading ?? []);
  const wanted = understood.flatMap(({ total, bad, good }) => [
    total,
    ...(bad ? [bad] : []),
    ...(good ? [good] : []),
  ]);
  for (const stretch of stretches(range)) {
    await targets.advance(wanted, stretch.startMs, stretch.endMs);
    understood.forEach(reading => readStretch(reading, targets, stretch));
  }
  return requests.map((request, i) => answer(request, range, readings[i]));
}
