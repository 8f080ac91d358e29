import { PrometheusRow } from '../rows';

/**
 * Rows of a reply in a form that goes from one thread to another without being copied: every text once, and numbers
 * in arrays. Where a list ends that belongs to a row is kept for each row.
 */
export interface RowColumns {
  /** Names and values of labels. */
  readonly texts: readonly string[];
  /** A name and a value in turns, as indices into `texts`. */
  readonly labels: Uint32Array;
  readonly labelEnds: Uint32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly sampleEnds: Uint32Array;
}

/** What can be handed over. */
export function buffersOf(columns: RowColumns): ArrayBuffer[] {
  const { labels, labelEnds, timesMs, values, sampleEnds } = columns;
  return [labels, labelEnds, timesMs, values, sampleEnds].flatMap(
    ({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []),
  );
}

/** The rows, one after the other, so that other work may come in between. */
export function* rowsIn(columns: RowColumns): Generator<PrometheusRow> {
  const { texts, labels, labelEnds, timesMs, values, sampleEnds } = columns;
  let label = 0;
  let sample = 0;
  for (let row = 0; row < labelEnds.length; row++) {
    const own: [string, string][] = [];
    for (; label < labelEnds[row]; label += 2) {
      own.push([texts[labels[label]], texts[labels[label + 1]]]);
    }
    const end = sampleEnds[row];
    yield {
      // a label may be called __proto__
      labels: Object.fromEntries(own),
      timesMs: numbersOf(timesMs, sample, end),
      values: numbersOf(values, sample, end),
    };
    sample = end;
  }
}

/** Most rows have one sample: a tick asks for one minute. */
function numbersOf(numbers: Float64Array, from: number, to: number): number[] {
  return to - from === 1
    ? [numbers[from]]
    : Array.from(numbers.subarray(from, to));
}
