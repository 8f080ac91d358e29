import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DEFAULT_TILE_COUNTING, groupKey } from '@nthlayer/engine';

/** Reads samples of some series in [fromMs, toMs], on request of one pod alone. */
export type ReadSamples = (
  fromMs: number,
  toMs: number,
  pod?: string,
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

function split<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter(one => !test(one))];
}

/** The same for series of different pods that count the same. */
function siblingKey({ labels: { pod, ...others } }: CounterSamples): string {
  return groupKey(others);
}

/**
 * Samples of a set of series, handed out stretch by stretch, each series with its last sample from before the
 * stretch. That is all that tiles need of the past, so a long range is read once and never held as a whole.
 */
export class CounterStream {
  readonly #read: ReadSamples;
  /** Within so much time every series that lives is scraped. */
  readonly #scrapedWithinMs: number;
  #last: Map<string, CounterSamples> | undefined;

  constructor(read: ReadSamples, scrapedWithinMs: number) {
    this.#read = read;
    this.#scrapedWithinMs = scrapedWithinMs;
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

  /** A series without a recent sample before the start is new or was away: only a look further back can tell. */
  async #begin(startMs: number, endMs: number): Promise<CounterSamples[]> {
    const recent = await this.#read(startMs - this.#scrapedWithinMs, endMs);
    const [told, untold] = split(
      recent,
      ({ timesMs }) => timesMs[0] <= startMs,
    );
    const siblings = new Set(told.map(siblingKey));
    const historyMs = startMs - lookbackMs;
    const counters =
      recent.length > 0 && untold.every(one => siblings.has(siblingKey(one)))
        ? [...told, ...(await this.#ofPods(untold, historyMs, endMs))]
        : await this.#read(historyMs, endMs);
    return counters.map(counter => withStart(counter, startMs));
  }

  /** The same series from further back; of a pod that is new there is little to read. */
  async #ofPods(
    counters: readonly CounterSamples[],
    fromMs: number,
    toMs: number,
  ): Promise<CounterSamples[]> {
    const wanted = new Set(counters.map(({ labels }) => groupKey(labels)));
    const found: CounterSamples[] = [];
    for (const pod of new Set(counters.map(({ labels }) => labels.pod))) {
      const all = await this.#read(fromMs, toMs, pod);
      found.push(...all.filter(({ labels }) => wanted.has(groupKey(labels))));
    }
    return found;
  }

  async #continue(
    last: ReadonlyMap<string, CounterSamples>,
    startMs: number,
    endMs: number,
  ): Promise<CounterSamples[]> {
    const gone = new Map(last);
    const counters = (await this.#read(startMs + 1, endMs)).map(counter => {
      const key = groupKey(counter.labels);
      const before = gone.get(key);
      gone.delete(key);
      return before ? append(before, counter) : counter;
    });
    return [...counters, ...gone.values()];
  }
}
