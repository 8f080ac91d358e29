import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Gathers the samples of one series over the scrapes of its pod. */
export class SampleColumns {
  private readonly values: Float64Array;
  private first = -1;
  private end = 0;
  private count = 0;

  constructor(
    private readonly labels: Readonly<Record<string, string>>,
    private readonly timesMs: Float64Array,
  ) {
    this.values = new Float64Array(timesMs.length).fill(NaN);
  }

  add(scrape: number, value: number): void {
    this.values[scrape] = value;
    this.first = this.first < 0 ? scrape : this.first;
    this.end = scrape + 1;
    this.count += 1;
  }

  /** Undefined when the series was never seen. */
  finish(): CounterSamples | undefined {
    const { labels, first, end, count } = this;
    if (count === 0) {
      return undefined;
    }
    if (count === end - first) {
      return {
        labels,
        timesMs: this.timesMs.subarray(first, end),
        values: this.values.subarray(first, end),
      };
    }
    const seen = (_: number, scrape: number) =>
      !Number.isNaN(this.values[scrape]);
    return {
      labels,
      timesMs: this.timesMs.filter(seen),
      values: this.values.filter(value => !Number.isNaN(value)),
    };
  }
}
