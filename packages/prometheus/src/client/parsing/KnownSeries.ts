import { MatrixRow } from '@nthlayer/engine';

type Labels = MatrixRow['labels'];

/** The series of a reply in its order, each with the bytes with which its row begins and the one name of its labels. */
export class KnownSeries {
  static readonly none = new KnownSeries({
    labels: [],
    keys: [],
    bytes: new Uint8Array(),
    ends: new Uint32Array(),
  });

  readonly labels: readonly Labels[];
  readonly keys: readonly string[];
  /** Of all rows, one after the other. */
  readonly bytes: Uint8Array;
  /** The same bytes. */
  readonly view: DataView;
  readonly ends: Uint32Array;
  #indexes: ReadonlyMap<string, number> | undefined;

  constructor(series: Pick<KnownSeries, 'labels' | 'keys' | 'bytes' | 'ends'>) {
    this.labels = series.labels;
    this.keys = series.keys;
    const { bytes } = series;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.ends = series.ends;
  }

  indexOf(key: string): number | undefined {
    this.#indexes ??= new Map(this.keys.map((each, index) => [each, index]));
    return this.#indexes.get(key);
  }
}

/** Puts the series of a reply together that are not those of the reply before. */
export class SeriesList {
  readonly #labels: Labels[];
  readonly #keys: string[];
  readonly #ends: number[];
  #bytes: Uint8Array;
  #length: number;

  /** The first `count` of those that are known. */
  static from(known: KnownSeries, count: number): SeriesList {
    return new SeriesList(known, count);
  }

  private constructor(known: KnownSeries, count: number) {
    this.#labels = known.labels.slice(0, count);
    this.#keys = known.keys.slice(0, count);
    this.#ends = [...known.ends.subarray(0, count)];
    this.#length = this.#ends.at(-1) ?? 0;
    this.#bytes = known.bytes.slice(0, this.#length);
  }

  add(labels: Labels, key: string, bytes: Uint8Array): void {
    this.#labels.push(labels);
    this.#keys.push(key);
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const longer = new Uint8Array(2 * length);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes.set(bytes, this.#length);
    this.#ends.push(length);
    this.#length = length;
  }

  /** Undefined where one of them is there twice. */
  build(): KnownSeries | undefined {
    if (new Set(this.#keys).size < this.#keys.length) {
      return undefined;
    }
    return new KnownSeries({
      labels: this.#labels,
      keys: this.#keys,
      bytes: this.#bytes.slice(0, this.#length),
      ends: Uint32Array.from(this.#ends),
    });
  }
}
