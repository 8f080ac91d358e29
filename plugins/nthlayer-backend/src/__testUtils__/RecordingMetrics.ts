import {
  MetricAttributes,
  MetricOptions,
  MetricsService,
  MetricsServiceObservable,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/** A metric as it was created. */
export interface RecordedMetric extends MetricOptions {
  readonly name: string;
}

/** Keeps what is counted: sums of counters, numbers of records of histograms, and gauges as they are collected. */
export class RecordingMetrics implements MetricsService {
  readonly metrics: RecordedMetric[] = [];
  readonly #values = new Map<string, number>();
  readonly #callbacks: (() => void | Promise<void>)[] = [];

  /** By name and attributes, such as `jobs.runs{"job":"x"}`. */
  async collect(): Promise<Record<string, number>> {
    for (const callback of this.#callbacks) {
      await callback();
    }
    return Object.fromEntries(this.#values);
  }

  createCounter(name: string, options: MetricOptions = {}) {
    this.metrics.push({ name, ...options });
    return {
      add: (value: number, attributes?: MetricAttributes) =>
        this.#set(name, attributes, before => before + value),
    };
  }

  createUpDownCounter(name: string, options?: MetricOptions) {
    return this.createCounter(name, options);
  }

  createHistogram(name: string, options: MetricOptions = {}) {
    this.metrics.push({ name, ...options });
    return {
      record: (_value: number, attributes?: MetricAttributes) =>
        this.#set(name, attributes, before => before + 1),
    };
  }

  createGauge(name: string, options: MetricOptions = {}) {
    this.metrics.push({ name, ...options });
    return {
      record: (value: number, attributes?: MetricAttributes) =>
        this.#set(name, attributes, () => value),
    };
  }

  createObservableCounter<T extends MetricAttributes>(
    name: string,
    options?: MetricOptions,
  ): MetricsServiceObservable<T> {
    return this.createObservableGauge(name, options);
  }

  createObservableUpDownCounter<T extends MetricAttributes>(
    name: string,
    options?: MetricOptions,
  ): MetricsServiceObservable<T> {
    return this.createObservableGauge(name, options);
  }

  createObservableGauge<T extends MetricAttributes>(
    name: string,
    options: MetricOptions = {},
  ): MetricsServiceObservable<T> {
    this.metrics.push({ name, ...options });
    const observe = (value: number, attributes?: MetricAttributes) =>
      this.#set(name, attributes, () => value);
    return {
      addCallback: (callback: MetricsServiceObservableCallback<T>) => {
        this.#callbacks.push(() => callback({ observe }));
      },
      removeCallback: () => {},
    };
  }

  #set(
    name: string,
    attributes: MetricAttributes = {},
    change: (before: number) => number,
  ): void {
    const key = `${name.replace('nthlayer.', '')}${JSON.stringify(attributes)}`;
    this.#values.set(key, change(this.#values.get(key) ?? 0));
  }
}
