import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { EventSource } from '../events/EventSource';
import { Pod, podsIn } from '../pods/Pod';
import { lastScrapes } from '../pods/lastScrapes';
import { scrapeTimes } from '../pods/scrapeTimes';
import { SimulatedService } from '../profile/SimulatedService';
import { CounterOptions, TimeRange } from '../Simulation';
import { MetricFamily, metricFamilies, SeriesReader } from './families';
import { RunCounters } from './RunCounters';
import { NamedSamples, scrapePod } from './scrapePod';
import { Sliced } from './slices';
import { UP_METRIC, upSamples } from './upSamples';

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

/** The samples that a scraper of a service would have stored. */
export class ServiceCounters {
  readonly families: readonly MetricFamily[];
  readonly runCounters: RunCounters;

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
      for (const family of this.families) {
        const series = family.series.filter(
          reader =>
            reader.metric === metric &&
            hasLabels({ ...reader.labels, ...target }, wanted),
        );
        const named = yield* this.podSamples(pod, range, {
          family,
          series,
          target,
          lookbackMs,
        });
        found.push(...named.map(({ samples }) => samples));
      }
      yield; // gathering the columns of a pod takes time, too
    }
    return found;
  }

  /** Samples of some series of one pod; with `lookbackMs` also the last ones of each of its processes before that. */
  *podSamples(
    pod: Pod,
    { fromMs, toMs }: TimeRange,
    request: {
      readonly family: MetricFamily;
      readonly series: readonly SeriesReader[];
      readonly target: Labels;
      readonly lookbackMs?: number;
    },
  ): Sliced<NamedSamples[]> {
    if (request.series.length === 0) {
      return [];
    }
    const { lookbackMs = 0 } = request;
    const { stored } = scrapeTimes(this.service, pod, fromMs, toMs);
    const before = lookbackMs
      ? lastScrapes(this.service, pod, fromMs - lookbackMs, fromMs)
      : [];
    const timesMs = joined(before, stored);
    return yield* scrapePod(this.service, this.runCounters, pod, timesMs, {
      tally: request.family.tally,
      series: request.series,
      target: request.target,
    });
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
