import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliSeries } from '@nthlayer/engine';
import { CounterReader, SimulatedService } from '@nthlayer/simulator';
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
  readonly le?: string;
}

/** The counters of all targets during one reading; what several SLIs share is read once. */
export class SimulatedTargets {
  readonly #streams = new Map<string, Stream[]>();
  #reads = 0;

  constructor(
    private readonly targets: readonly SimulatedTarget[],
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
    for (const { series, le } of wanted) {
      const key = this.#key(series.metric, le);
      if (!this.#streams.has(key)) {
        this.#streams.set(key, this.#open(series.metric, le));
      }
    }
    for (const stream of [...this.#streams.values()].flat()) {
      stream.current = await stream.stream.next(startMs, endMs);
    }
  }

  /** Samples of a series set in the stretch. */
  samples({ series, le }: WantedSeries): CounterSamples[] {
    const streams = this.#streams.get(this.#key(series.metric, le)) ?? [];
    return streams.flatMap(({ current }) =>
      current.filter(({ labels }) => series.matches(labels)),
    );
  }

  #key(metric: string, le: string | undefined): string {
    return JSON.stringify([metric, le]);
  }

  #open(metric: string, le: string | undefined): Stream[] {
    return this.targets.map(target => ({
      target,
      current: [],
      stream: new CounterStream((fromMs, toMs) =>
        this.#read(target, metric, le, { fromMs, toMs }),
      ),
    }));
  }

  async #read(
    { service, seed, labels }: SimulatedTarget,
    metric: string,
    le: string | undefined,
    range: { fromMs: number; toMs: number },
  ): Promise<CounterSamples[]> {
    this.#reads += 1;
    const counters = await this.reader.counters(
      {
        service,
        seed,
        metric,
        range,
        options: { labels: le === undefined ? {} : { le } },
      },
      this.signal ? { signal: this.signal } : {},
    );
    return counters.map(counter => ({
      ...counter,
      labels: { ...counter.labels, ...labels },
    }));
  }
}
