import { setImmediate } from 'node:timers/promises';
import { PrometheusRow } from '../rows';
import { parseColumns, ResultType } from './parseColumns';
import { ParseThread } from './ParseThread';
import { rowsIn } from './RowColumns';

/** Shorter ones are read in a millisecond or two. */
const LARGE_BYTES = 256 * 1024;
/** Few enough to be made in some milliseconds. */
const ROWS_PER_TURN = 4_000;

/** Reads bodies of replies; large ones on a thread of its own, which is started when the first one comes. */
export class ReplyParser {
  #thread: Promise<ParseThread | undefined> | undefined;

  static create(): ReplyParser {
    return new ReplyParser();
  }

  private constructor() {}

  /**
   * Rows in the body of a successful reply. A large body must not be used any more.
   *
   * @throws PrometheusProblem
   */
  async rows(
    body: Uint8Array<ArrayBuffer>,
    expected: ResultType,
  ): Promise<PrometheusRow[]> {
    const thread =
      body.byteLength >= LARGE_BYTES ? await this.#getThread() : undefined;
    const columns = thread
      ? await thread.parse(body, expected)
      : parseColumns(body, expected);
    const rows: PrometheusRow[] = [];
    for (const row of rowsIn(columns)) {
      rows.push(row);
      if (rows.length % ROWS_PER_TURN === 0) {
        await setImmediate();
      }
    }
    return rows;
  }

  async #getThread(): Promise<ParseThread | undefined> {
    this.#thread ??= ParseThread.start();
    const thread = await this.#thread;
    if (thread?.ended) {
      this.#thread = ParseThread.start();
    }
    return this.#thread;
  }
}
