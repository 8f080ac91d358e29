import { MatrixColumns } from '@nthlayer/engine';
import { KnownSeries, SeriesList } from './KnownSeries';
import { parseValue } from './parseValue';
import { endOfLabels, readLabels } from './readLabels';
import { endsReply, HEADS } from './replyFrame';

const ROW = Buffer.from('{"metric":');
const VALUES = Buffer.from(',"values":[');
const QUOTE = 0x22;
const COMMA = 0x2c;
const DOT = 0x2e;
const ZERO = 0x30;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const CLOSE_ROW = 0x7d;
/** Longer ones are not exact when they are put together from digits. */
const MOST_DIGITS = 15;
const MOST_DIGITS_OF_TIME = 11;
/** Rows and samples that are read in a few milliseconds. */
const STEPS_PER_TURN = 4_000;
/** A row of which the labels have to be read takes as long as so many others. */
const STEPS_PER_NEW_ROW = 8;

interface ReadMatrix {
  readonly series: KnownSeries;
  readonly columns: MatrixColumns;
}

/** Reads one reply in the form in which servers print it. Gives up where it is in another one, or not right. */
export class MatrixScan {
  readonly #body: Buffer;
  readonly #view: DataView;
  readonly #known: KnownSeries;
  #at: number;
  #state: 'reading' | 'whole' | 'given up' = 'reading';
  #rows = 0;
  /** Those that were not found where they were the last time. */
  #newRows = 0;
  /** Index of the known series that comes next if nothing has changed. */
  #next = 0;
  /** Series so far, unless they are the first of those that are known. */
  #changed: SeriesList | undefined;
  #samples = 0;
  #timesMs: Float64Array;
  #values: Float64Array;
  #ends: Uint32Array;

  constructor(body: Uint8Array, known: KnownSeries) {
    this.#body = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    this.#view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    this.#known = known;
    const likely = Math.max(64, known.labels.length);
    this.#timesMs = new Float64Array(likely);
    this.#values = new Float64Array(likely);
    this.#ends = new Uint32Array(likely);
    const head = HEADS.find(each => this.#isAt(0, each, 0, each.length));
    this.#at = head?.length ?? 0;
    if (!head) {
      this.#state = 'given up';
    } else if (body[this.#at] === CLOSE) {
      this.#readTail();
    }
  }

  /** Reads on for some milliseconds; whether there is more. */
  readSome(): boolean {
    const last = this.#steps + STEPS_PER_TURN;
    while (this.#state === 'reading' && this.#steps < last) {
      if (this.#readSeries() && this.#readSamples()) {
        this.#endRow();
      } else {
        this.#state = 'given up';
      }
    }
    return this.#state === 'reading';
  }

  get #steps(): number {
    return this.#rows + this.#samples + STEPS_PER_NEW_ROW * this.#newRows;
  }

  /** What has been read; undefined where it was given up. */
  finish(): ReadMatrix | undefined {
    const series = this.#state === 'whole' ? this.#series() : undefined;
    return (
      series && {
        series,
        columns: {
          labels: series.labels,
          timesMs: this.#timesMs.subarray(0, this.#samples),
          values: this.#values.subarray(0, this.#samples),
          ends: this.#ends.subarray(0, this.#rows),
        },
      }
    );
  }

  #series(): KnownSeries | undefined {
    const isSame = !this.#changed && this.#rows === this.#known.labels.length;
    return isSame
      ? this.#known
      : (this.#changed ?? SeriesList.from(this.#known, this.#rows)).build();
  }

  #isAt(at: number, bytes: Uint8Array, from: number, to: number): boolean {
    const body = this.#body;
    for (let byte = from; byte < to; byte++) {
      if (body[at + byte - from] !== bytes[byte]) {
        return false;
      }
    }
    return true;
  }

  /** The same of bytes that are known, four at a time. */
  #isKnownAt(at: number, from: number, to: number): boolean {
    const view = this.#view;
    const known = this.#known.view;
    const end = at + to - from;
    if (end > view.byteLength) {
      return false;
    }
    let here = at;
    let there = from;
    for (; here + 4 <= end; here += 4, there += 4) {
      if (view.getInt32(here, true) !== known.getInt32(there, true)) {
        return false;
      }
    }
    return this.#isAt(here, this.#known.bytes, there, to);
  }

  /** From the beginning of a row to its first sample. */
  #readSeries(): boolean {
    const { bytes, ends } = this.#known;
    const next = this.#next;
    const from = next > 0 ? ends[next - 1] : 0;
    const to = next < ends.length ? ends[next] : -1;
    if (to < 0 || !this.#isKnownAt(this.#at, from, to)) {
      return this.#findSeries();
    }
    this.#changed?.add(
      this.#known.labels[next],
      this.#known.keys[next],
      bytes.subarray(from, to),
    );
    this.#at += to - from;
    this.#next = next + 1;
    return true;
  }

  #findSeries(): boolean {
    const start = this.#at;
    const labelsAt = start + ROW.length;
    const end = endOfLabels(this.#body, labelsAt);
    if (
      end < 0 ||
      !this.#isAt(start, ROW, 0, ROW.length) ||
      !this.#isAt(end, VALUES, 0, VALUES.length)
    ) {
      return false;
    }
    const text = this.#body.toString('utf8', labelsAt, end);
    const known = this.#known.indexOf(text);
    const named =
      known === undefined
        ? readLabels(text)
        : { labels: this.#known.labels[known], key: text };
    if (!named) {
      return false;
    }
    this.#newRows += 1;
    this.#changed ??= SeriesList.from(this.#known, this.#rows);
    this.#at = end + VALUES.length;
    this.#next = known === undefined ? this.#next : known + 1;
    const bytes = this.#body.subarray(start, this.#at);
    this.#changed.add(named.labels, named.key, bytes);
    return true;
  }

  /** The samples of a row, and what ends their list. */
  #readSamples(): boolean {
    let earlierMs = -1;
    do {
      if (this.#body[this.#at] !== OPEN) {
        return false;
      }
      this.#at += 1;
      const timeMs = this.#readTime();
      if (
        timeMs <= earlierMs ||
        this.#body[this.#at] !== COMMA ||
        this.#body[this.#at + 1] !== QUOTE
      ) {
        return false;
      }
      this.#at += 2;
      const value = this.#readValue();
      if (value === undefined || this.#body[this.#at] !== CLOSE) {
        return false;
      }
      this.#push(timeMs, value);
      earlierMs = timeMs;
      this.#at += 2;
    } while (this.#body[this.#at - 1] === COMMA);
    return this.#body[this.#at - 1] === CLOSE;
  }

  /** Seconds with up to three decimals, in milliseconds; -1 for other numbers. */
  #readTime(): number {
    const body = this.#body;
    const start = this.#at;
    let at = start;
    let ms = 0;
    for (; isDigit(body[at]); at++) {
      ms = ms * 10 + (body[at] - ZERO);
    }
    const digits = at - start;
    const isNumber = digits === 1 || (digits > 1 && body[start] !== ZERO);
    if (!isNumber || digits > MOST_DIGITS_OF_TIME) {
      return -1;
    }
    ms *= 1000;
    if (body[at] === DOT) {
      at += 1;
      let unit = 100;
      for (; isDigit(body[at]); at++) {
        ms += (body[at] - ZERO) * unit;
        unit /= 10;
      }
      if (unit === 100 || unit < 0.1) {
        return -1;
      }
    }
    this.#at = at;
    return ms;
  }

  /** To behind the quotation mark that ends it. */
  #readValue(): number | undefined {
    const body = this.#body;
    const start = this.#at;
    let at = start;
    let value = 0;
    for (; isDigit(body[at]); at++) {
      value = value * 10 + (body[at] - ZERO);
    }
    if (body[at] === QUOTE && at > start && at - start <= MOST_DIGITS) {
      this.#at = at + 1;
      return value;
    }
    const end = body.indexOf(QUOTE, at);
    this.#at = end + 1;
    return parseValue(body.toString('latin1', start, end));
  }

  #push(timeMs: number, value: number): void {
    if (this.#samples === this.#values.length) {
      this.#timesMs = grown(this.#timesMs, Float64Array);
      this.#values = grown(this.#values, Float64Array);
    }
    this.#timesMs[this.#samples] = timeMs;
    this.#values[this.#samples] = value;
    this.#samples += 1;
  }

  #endRow(): void {
    if (this.#rows === this.#ends.length) {
      this.#ends = grown(this.#ends, Uint32Array);
    }
    this.#ends[this.#rows] = this.#samples;
    this.#rows += 1;
    const isRow = this.#body[this.#at] === CLOSE_ROW;
    const behind = this.#body[this.#at + 1];
    if (isRow && behind === COMMA) {
      this.#at += 2;
    } else if (isRow && behind === CLOSE) {
      this.#at += 1;
      this.#readTail();
    } else {
      this.#state = 'given up';
    }
  }

  #readTail(): void {
    this.#state = endsReply(this.#body, this.#at) ? 'whole' : 'given up';
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

function grown<T extends Float64Array | Uint32Array>(
  numbers: T,
  Numbers: new (length: number) => T,
): T {
  const longer = new Numbers(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
