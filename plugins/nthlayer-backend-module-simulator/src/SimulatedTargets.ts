import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliSeries } from '@nthlayer/engine';
import {
  CounterReader,
  CounterRequest,
  SimulatedService,
} from '@nthlayer/simulator';
import { CounterStream } from './CounterStream';

/** One service in one environment. */
export interface SimulatedTarget {
  readonly service: SimulatedService;
  readonly seed: number;
  /** Labels that tell environments apart, beside the simulator's own. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Series that are read together. */
interface Stream {
  readonly target: SimulatedTarget;
  readonly stream: CounterStream;
  current: readonly CounterSamples[];
}

/** A series set, and the bound of its bucket where it is one. */
export interface WantedSeries {
  readonly series: SliSeries;
  /** The service that the series belong to, where the SLI names one. */
  readonly service?: string;
  readonly le?: string;
}

/** The targets of a service; all of them where it is not known which. The metric tells what an unknown one may be. */
export type TargetsOf = (
  service: string | undefined,
  metric: string,
) => readonly SimulatedTarget[];

function keyOf({ series, service, le }: WantedSeries): string {
  return JSON.stringify([series.metric, service, le]);
}

/** The counters of all targets during one reading; what several SLIs share is read once. */
export class SimulatedTargets {
  readonly #streams = new Map<string, Stream[]>();
  #reads = 0;

  constructor(
    private readonly targetsOf: TargetsOf,
    private readonly reader: CounterReader,
    private readonly signal?: AbortSignal,
  ) {}

  /** How often the simulator was asked. */
  get reads(): number {
    return this.#reads;
  }

  /** Makes the samples of the next stretch of time ready for all that is wanted. */
  async advance(
    wanted: readonly WantedSeries[],
    startMs: number,
    endMs: number,
  ): Promise<void> {
    for (const each of wanted) {
      const key = keyOf(each);
      if (!this.#streams.has(key)) {
        this.#streams.set(key, this.#open(each));
      }
    }
    for (const stream of [...this.#streams.values()].flat()) {
      stream.current = await stream.stream.next(startMs, endMs);
    }
  }

  /** Samples of a series set in the stretch. */
  samples(wanted: WantedSeries): CounterSamples[] {
    const streams = this.#streams.get(keyOf(wanted)) ?? [];
    return streams.flatMap(({ current }) =>
      current.filter(({ labels }) => wanted.series.matches(labels)),
    );
  }

  #open({ series: { metric }, service, le }: WantedSeries): Stream[] {
    const labels: Record<string, string> = le === undefined ? {} : { le };
    return this.targetsOf(service, metric).map(target => ({
      target,
      current: [],
      stream: new CounterStream((fromMs, toMs, lookbackMs) =>
        this.#read(target, metric, {
          range: { fromMs, toMs },
          options: { labels, lookbackMs },
        }),
      ),
    }));
  }

  async #read(
    { service, seed, labels }: SimulatedTarget,
    metric: string,
    part: Pick<CounterRequest, 'range' | 'options'>,
  ): Promise<CounterSamples[]> {
    this.#reads += 1;
    const counters = await this.reader.counters(
      { service, seed, metric, ...part },
      this.signal ? { signal: this.signal } : {},
    );
    return counters.map(counter => ({
      ...counter,
      labels: { ...counter.labels, ...labels },
    }));
  }
}
