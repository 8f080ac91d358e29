import { EventSource } from '../events/EventSource';
import { kindOf } from '../kinds/kinds';
import { ServiceKind } from '../kinds/ServiceKind';
import { SimulatedService } from '../profile/SimulatedService';
import { BUCKET_LABELS } from './buckets';
import { DURATION_CELLS, durationBase } from './tally';

/** A sum of neighbouring cells of a tally. */
export interface CellSum {
  readonly first: number;
  readonly end: number;
  /** What the sum is divided by. */
  readonly unit: number;
}

/** One series of a process: its labels and how it is read from a tally. */
export interface SeriesReader {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: CellSum;
  /** Events of the label set; 0 means that it has not been born. */
  readonly events: CellSum;
}

/** Metrics that one instrument of a client library exposes together. */
export interface MetricFamily {
  readonly name: string;
  readonly type: 'counter' | 'histogram' | 'summary';
  readonly help: string;
  readonly series: readonly SeriesReader[];
}

const MICROSECONDS = 1e6;

function cellSum(first: number, cells: number, unit = 1): CellSum {
  return { first, end: first + cells, unit };
}

/** Reads a sum from the tally that begins at a cell. */
export function readCells(
  tallies: Float64Array,
  at: number,
  { first, end, unit }: CellSum,
): number {
  let sum = 0;
  for (let cell = at + first; cell < at + end; cell++) {
    sum += tallies[cell];
  }
  return sum / unit;
}

function eventFamily(
  { routes }: SimulatedService,
  { events, routeLabels, outcomeLabel }: ServiceKind,
  source: EventSource,
): MetricFamily {
  return {
    name: events.family,
    type: events.type,
    help: events.help,
    series: source.categories.map(({ route, status }, cell) => {
      const labels = { ...routeLabels(routes[route]), [outcomeLabel]: status };
      const count = cellSum(cell, 1);
      return { metric: events.metric, labels, value: count, events: count };
    }),
  };
}

function durationSeries(
  metric: string,
  labels: SeriesReader['labels'],
  base: number,
): SeriesReader[] {
  const events = cellSum(base, BUCKET_LABELS.length);
  return [
    ...BUCKET_LABELS.map((le, bucket) => ({
      metric: `${metric}_bucket`,
      labels: { ...labels, le },
      value: cellSum(base, bucket + 1),
      events,
    })),
    {
      metric: `${metric}_sum`,
      labels,
      value: cellSum(base + DURATION_CELLS - 1, 1, MICROSECONDS),
      events,
    },
    { metric: `${metric}_count`, labels, value: events, events },
  ];
}

function durationFamilies(
  { routes }: SimulatedService,
  { durations, routeLabels }: ServiceKind,
  source: EventSource,
): MetricFamily[] {
  return durations
    ? [
        {
          name: durations.metric,
          type: 'histogram',
          help: durations.help,
          series: routes.flatMap((route, index) =>
            durationSeries(
              durations.metric,
              routeLabels(route),
              durationBase(source, index),
            ),
          ),
        },
      ]
    : [];
}

/** What a service's pods expose, in the order in which they expose it. */
export function metricFamilies(
  service: SimulatedService,
  source: EventSource,
): MetricFamily[] {
  const kind = kindOf(service.kind);
  return [
    eventFamily(service, kind, source),
    ...durationFamilies(service, kind, source),
  ];
}
