import { EventSource } from '../events/EventSource';
import { kindOf } from '../kinds/kinds';
import { ServiceKind } from '../kinds/ServiceKind';
import { SimulatedService } from '../profile/SimulatedService';
import { BUCKET_LABELS } from './buckets';
import { DURATION_CELLS, durationBase } from './tally';

/** Reads a value from the tally that begins at a cell. */
export type ReadCells = (cells: Float64Array, at: number) => number;

/** One series of a process: its labels and how it is read from a tally. */
export interface SeriesReader {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly read: ReadCells;
  /** Events of the label set; 0 means that it has not been born. */
  readonly events: ReadCells;
}

/** Metrics that one instrument of a client library exposes together. */
export interface MetricFamily {
  readonly name: string;
  readonly type: 'counter' | 'histogram' | 'summary';
  readonly help: string;
  readonly series: readonly SeriesReader[];
}

const MICROSECONDS = 1e6;

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
      const read: ReadCells = (cells, at) => cells[at + cell];
      const labels = { ...routeLabels(routes[route]), [outcomeLabel]: status };
      return { metric: events.metric, labels, read, events: read };
    }),
  };
}

function cumulativeReader(base: number, bucket: number): ReadCells {
  return (cells, at) => {
    let count = 0;
    for (let cell = at + base; cell <= at + base + bucket; cell++) {
      count += cells[cell];
    }
    return count;
  };
}

function durationSeries(
  metric: string,
  labels: SeriesReader['labels'],
  base: number,
): SeriesReader[] {
  const sumCell = base + DURATION_CELLS - 1;
  const events = cumulativeReader(base, BUCKET_LABELS.length - 1);
  return [
    ...BUCKET_LABELS.map((le, bucket) => ({
      metric: `${metric}_bucket`,
      labels: { ...labels, le },
      read: cumulativeReader(base, bucket),
      events,
    })),
    {
      metric: `${metric}_sum`,
      labels,
      read: (cells, at) => cells[at + sumCell] / MICROSECONDS,
      events,
    },
    { metric: `${metric}_count`, labels, read: events, events },
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
