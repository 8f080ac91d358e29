import { setImmediate } from 'node:timers/promises';
import { MatrixColumns } from '@nthlayer/engine';
import { KnownSeries } from './KnownSeries';
import { MatrixScan } from './MatrixScan';

/**
 * Reads replies to one query that is asked again and again. Servers print their answers in one form, and from one to the
 * next only numbers differ: series that came the last time are recognised by their bytes. A reply in any other form is
 * left to the reader of JSON, which is also the one that says what is wrong with it.
 */
export class MatrixReader {
  #known = KnownSeries.none;

  static create(): MatrixReader {
    return new MatrixReader();
  }

  private constructor() {}

  /** Undefined where the body is in another form; it is left as it is. */
  async read(body: Uint8Array): Promise<MatrixColumns | undefined> {
    const scan = new MatrixScan(body, this.#known);
    while (scan.readSome()) {
      await setImmediate();
    }
    const read = scan.finish();
    this.#known = read?.series ?? this.#known;
    return read?.columns;
  }
}
