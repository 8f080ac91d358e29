import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DEFAULT_TILE_COUNTING, groupKey } from '@nthlayer/engine';

/** Reads samples of some series in [fromMs, toMs], and the newest ones from before, at most `lookbackMs` old. */
export type ReadSamples = (
  fromMs: number,
  toMs: number,
  lookbackMs: number,
) => Promise<CounterSamples[]>;

const { lookbackMs } = DEFAULT_TILE_COUNTING;

function firstAfter(timesMs: Float64Array, timeMs: number): number {
  const index = timesMs.findIndex(candidate => candidate > timeMs);
  return index < 0 ? timesMs.length : index;
}

/** The last sample up to a time, and all after it. */
function withStart(counter: CounterSamples, startMs: number): CounterSamples {
  const from = Math.max(0, firstAfter(counter.timesMs, startMs) - 1);
  return {
    labels: counter.labels,
    timesMs: counter.timesMs.subarray(from),
    values: counter.values.subarray(from),
  };
}

function concat(before: Float64Array, after: Float64Array): Float64Array {
  const all = new Float64Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}

function append(before: CounterSamples, after: CounterSamples): CounterSamples {
  return {
    labels: before.labels,
    timesMs: concat(before.timesMs, after.timesMs),
    values: concat(before.values, after.values),
  };
}

/**
 * Samples of a set of series, handed out stretch by stretch, each series with its last sample from before the
 * stretch. That is all that tiles need of the past, so a long range is read once and never held as a whole.
 */
export class CounterStream {
  readonly #read: ReadSamples;
  #last: Map<string, CounterSamples> | undefined;

  constructor(read: ReadSamples) {
    this.#read = read;
  }

  /** The next stretch; it begins where the one before it ended. */
  async next(startMs: number, endMs: number): Promise<CounterSamples[]> {
    const counters = this.#last
      ? await this.#continue(this.#last, startMs, endMs)
      : await this.#begin(startMs, endMs);
    const kept = counters
      .map(counter => withStart(counter, endMs))
      .filter(({ timesMs }) => endMs - timesMs[0] <= lookbackMs);
    this.#last = new Map(
      kept.map(counter => [groupKey(counter.labels), counter]),
    );
    return counters;
  }

  /** All of the past that tiles may reach back to: a series that is away at the start may return in any stretch. */
  async #begin(startMs: number, endMs: number): Promise<CounterSamples[]> {
    const counters = await this.#read(startMs, endMs, lookbackMs);
    return counters.map(counter => withStart(counter, startMs));
  }

  async #continue(
    last: ReadonlyMap<string, CounterSamples>,
    startMs: number,
    endMs: number,
  ): Promise<CounterSamples[]> {
    const gone = new Map(last);
    const counters = (await this.#read(startMs + 1, endMs, 0)).map(counter => {
      const key = groupKey(counter.labels);
      const before = gone.get(key);
      gone.delete(key);
      return before ? append(before, counter) : counter;
    });
    return [...counters, ...gone.values()];
  }
}
