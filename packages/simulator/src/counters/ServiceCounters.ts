import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { EventSource } from '../events/EventSource';
import { Pod, podsIn } from '../pods/Pod';
import { lastScrapes } from '../pods/lastScrapes';
import { scrapeTimes } from '../pods/scrapeTimes';
import { SimulatedService } from '../profile/SimulatedService';
import { CounterOptions, TimeRange } from '../Simulation';
import { MetricFamily, metricFamilies, SeriesReader } from './families';
import { RunCounters } from './RunCounters';
import { scrapePod } from './scrapePod';
import { NamedSamples, PodReadings, seriesSamples } from './seriesSamples';
import { Sliced } from './slices';
import { UP_METRIC, upSamples } from './upSamples';

/** Readings that are kept for the next question, and how large each may be: three hours of a large service. */
const MAX_RECENT = 10;
const MAX_RECENT_CELLS = 80_000;

type Labels = Readonly<Record<string, string>>;

function hasLabels(all: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => all[name] === value);
}

function joined(first: readonly number[], then: Float64Array): Float64Array {
  const all = new Float64Array(first.length + then.length);
  all.set(first);
  all.set(then, first.length);
  return all;
}

/** Scrapes of one pod are the same between the same ends. */
function sameTimes(one: Float64Array, other: Float64Array): boolean {
  return (
    one.length === other.length &&
    one[0] === other[0] &&
    one[one.length - 1] === other[other.length - 1]
  );
}

/** The samples that a scraper of a service would have stored. */
export class ServiceCounters {
  readonly families: readonly MetricFamily[];
  readonly runCounters: RunCounters;
  private readonly recent: (PodReadings & { readonly pod: string })[] = [];

  constructor(private readonly service: SimulatedService, source: EventSource) {
    this.families = metricFamilies(service, source);
    this.runCounters = new RunCounters(source);
  }

  get metricNames(): string[] {
    const series = this.families.flatMap(family => family.series);
    return [...new Set(series.map(({ metric }) => metric)), UP_METRIC];
  }

  /** Samples of one metric over a range, only of series with the wanted labels. */
  *samples(
    metric: string,
    range: TimeRange,
    { labels: wanted = {}, lookbackMs = 0 }: CounterOptions = {},
  ): Sliced<CounterSamples[]> {
    const found: CounterSamples[] = [];
    const startMs = range.fromMs - lookbackMs;
    for (const pod of podsIn(this.service, startMs, range.toMs)) {
      const target = { pod: pod.name, service: this.service.name };
      if (metric === UP_METRIC) {
        const up = this.podUp(pod, { ...range, fromMs: startMs }, target);
        found.push(...up.filter(({ labels }) => hasLabels(labels, wanted)));
      }
      const series = this.families
        .flatMap(family => family.series)
        .filter(
          reader =>
            reader.metric === metric &&
            hasLabels({ ...reader.labels, ...target }, wanted),
        );
      const named = yield* this.podSamples(pod, range, {
        series,
        target,
        lookbackMs,
      });
      found.push(...named.map(({ samples }) => samples));
      yield; // gathering the columns of a pod takes time, too
    }
    return found;
  }

  /** Samples of some series of one pod; with `lookbackMs` also the last ones of each of its processes before that. */
  *podSamples(
    pod: Pod,
    { fromMs, toMs }: TimeRange,
    request: {
      readonly series: readonly SeriesReader[];
      readonly target: Labels;
      readonly lookbackMs?: number;
    },
  ): Sliced<NamedSamples[]> {
    const { series, target, lookbackMs = 0 } = request;
    if (series.length === 0) {
      return [];
    }
    const { stored } = scrapeTimes(this.service, pod, fromMs, toMs);
    const before = lookbackMs
      ? lastScrapes(this.service, pod, fromMs - lookbackMs, fromMs)
      : [];
    const readings = yield* this.readings(pod, joined(before, stored));
    const lateLabels = this.service.labelsFrom === 'first-event';
    return series.flatMap(reader =>
      seriesSamples(readings, reader, { target, lateLabels }),
    );
  }

  /** All that a pod shows at some times. Asked again for another of its metrics, it is at hand. */
  private *readings(pod: Pod, timesMs: Float64Array): Sliced<PodReadings> {
    const known = this.recent.find(
      each => each.pod === pod.name && sameTimes(each.timesMs, timesMs),
    );
    if (known) {
      return { ...known, timesMs };
    }
    const { cells } = this.runCounters;
    const rows = yield* scrapePod(this.service, this.runCounters, pod, timesMs);
    if (rows.length <= MAX_RECENT_CELLS) {
      // a copy, because whoever gets samples may hand their buffers on to another thread
      this.recent.push({
        pod: pod.name,
        timesMs: timesMs.slice(),
        rows,
        cells,
      });
      this.recent.splice(0, this.recent.length - MAX_RECENT);
    }
    return { timesMs, rows, cells };
  }

  /** The `up` series of one pod, if there is one. */
  podUp(
    pod: Pod,
    { fromMs, toMs }: TimeRange,
    target: Labels,
  ): CounterSamples[] {
    const times = scrapeTimes(this.service, pod, fromMs, toMs);
    const up = upSamples(target, times);
    return up ? [up] : [];
  }
}
