import { EventSource } from '../events/EventSource';
import { SimulatedService } from '../profile/SimulatedService';
import { BUCKET_LABELS } from './buckets';
import { DURATION_CELLS, Tally, TallyKind } from './tally';

/** One series of a process: its labels and how it is read from a tally. */
export interface SeriesReader {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly read: (tally: Tally) => number;
  /** Events of the label set; 0 means that it has not been born. */
  readonly events: (tally: Tally) => number;
}

/** Metrics that one instrument of a client library exposes together. */
export interface MetricFamily {
  readonly name: string;
  readonly type: 'counter' | 'histogram';
  readonly help: string;
  readonly tally: TallyKind;
  readonly series: readonly SeriesReader[];
}

const MICROSECONDS = 1e6;

function requestSeries(
  service: SimulatedService,
  source: EventSource,
): SeriesReader[] {
  return source.categories.map(({ route, status }, cell) => {
    const read = (tally: Tally) => tally[cell];
    const { method, route: path } = service.routes[route];
    return {
      metric: 'http_requests_total',
      labels: { method, route: path, status },
      read,
      events: read,
    };
  });
}

function cumulativeReader(base: number, bucket: number) {
  return (tally: Tally) => {
    let count = 0;
    for (let cell = base; cell <= base + bucket; cell++) {
      count += tally[cell];
    }
    return count;
  };
}

function durationSeries(service: SimulatedService): SeriesReader[] {
  const metric = 'http_request_duration_seconds';
  return service.routes.flatMap(({ method, route }, index) => {
    const base = index * DURATION_CELLS;
    const sumCell = base + DURATION_CELLS - 1;
    const events = cumulativeReader(base, BUCKET_LABELS.length - 1);
    const labels = { method, route };
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
        read: (tally: Tally) => tally[sumCell] / MICROSECONDS,
        events,
      },
      { metric: `${metric}_count`, labels, read: events, events },
    ];
  });
}

/** What a service's pods expose, in the order in which they expose it. */
export function metricFamilies(
  service: SimulatedService,
  source: EventSource,
): MetricFamily[] {
  return [
    {
      name: 'http_requests_total',
      type: 'counter',
      help: 'Requests served.',
      tally: 'requests',
      series: requestSeries(service, source),
    },
    {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      help: 'Duration of requests in seconds.',
      tally: 'durations',
      series: durationSeries(service),
    },
  ];
}
