import { BreakerState, columnsOf, ServerInfo } from '@nthlayer/engine';
import {
  Exchange,
  PrometheusClientOptions,
  PrometheusRequestOptions,
  Sending,
} from './Exchange';
import { probeServer } from './probeServer';
import { ResultType } from './parsing/parseColumns';
import { MatrixReader } from './parsing/MatrixReader';
import { ReplyParser } from './parsing/ReplyParser';
import { formField, QueryForm } from './QueryForm';
import { RangeQuery } from './RangeQuery';
import { parseNames, Reply, requireAnswer, textOf } from './reply';
import { PrometheusRow } from './rows';
import { isStepOf, requireCome, requireTimes, requireTimesIn } from './times';

/**
 * Steps of a range query: from `startMs` to `endMs`, both included. Milliseconds.
 *
 * @public
 */
export interface PrometheusRange {
  /** First step, since the epoch. */
  readonly startMs: number;
  /** Last step, since the epoch. */
  readonly endMs: number;
  /** From one step to the next. */
  readonly stepMs: number;
}

/**
 * Of which series labels are asked for, and how many of them.
 *
 * @public
 */
export interface PrometheusLabelQuery {
  /** Vector selector that chooses the series. */
  readonly selector: string;
  /** Series with samples from then on, milliseconds since the epoch. */
  readonly startMs: number;
  /** Series with samples until then. */
  readonly endMs: number;
  /** Most names that are returned; the rest is cut off. */
  readonly limit: number;
}

/** As far as the server may take it, so that its own answer comes before we stop waiting. */
const SHARE_OF_SERVER = 0.9;

const FORM = {
  'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
};

function rangeFields({ startMs, endMs, stepMs }: PrometheusRange): string[] {
  return [
    formField('start', String(startMs / 1000)),
    formField('end', String(endMs / 1000)),
    formField('step', String(stepMs / 1000)),
  ];
}

interface SentQuery {
  readonly path: string;
  readonly form: QueryForm;
  /** What stands behind the expression. */
  readonly fields: readonly string[];
  /** The last time that is asked about. */
  readonly untilMs?: number;
}

function rangeOf(form: QueryForm, range: PrometheusRange): SentQuery {
  return {
    path: 'api/v1/query_range',
    form,
    fields: rangeFields(range),
    untilMs: range.endMs,
  };
}

/**
 * Asks the query API of Prometheus, or of what speaks like it. Every method rejects with a PrometheusProblem when
 * there is no whole, well-formed answer. Redirects are not followed, so credentials reach the configured host only.
 * A server that cannot answer now is asked again with growing delays, as it says itself with `Retry-After`; one that
 * does not answer at all is left alone for some seconds.
 *
 * @public
 */
export class PrometheusClient {
  readonly #exchange: Exchange;
  readonly #parser = ReplyParser.create();

  /**
   * Makes a client; nothing is sent.
   *
   * @throws InputError when the URL or a header cannot be used
   */
  static create(options: PrometheusClientOptions): PrometheusClient {
    return new PrometheusClient(options);
  }

  private constructor(options: PrometheusClientOptions) {
    this.#exchange = Exchange.create(options);
  }

  /** Whether requests are sent at present. */
  get breaker(): BreakerState {
    return this.#exchange.breaker;
  }

  /** When a request was answered last, milliseconds since the epoch; undefined where none has been yet. */
  get lastSuccessMs(): number | undefined {
    return this.#exchange.lastSuccessMs;
  }

  /** One value a series at one time. */
  async queryVector(
    expression: string,
    timeMs: number,
    options?: PrometheusRequestOptions,
  ): Promise<PrometheusRow[]> {
    const query = { expression, timeMs, expected: 'vector' } as const;
    const rows = await this.#instant(query, options);
    requireTimes(rows, at => at === timeMs);
    return rows;
  }

  /** Stored samples of a range selector such as `up[5m]` that ends at one time. */
  async querySamples(
    rangeSelector: string,
    timeMs: number,
    options?: PrometheusRequestOptions,
  ): Promise<PrometheusRow[]> {
    const expression = rangeSelector;
    const query = { expression, timeMs, expected: 'matrix' } as const;
    const rows = await this.#instant(query, options);
    requireTimes(rows, at => at <= timeMs);
    return rows;
  }

  /** Values at every step of a range. */
  async queryRange(
    expression: string,
    range: PrometheusRange,
    options?: PrometheusRequestOptions,
  ): Promise<PrometheusRow[]> {
    const query = rangeOf(QueryForm.create(expression), range);
    const rows = await this.#query(query, options, ({ body }) =>
      this.#parser.rows(body, 'matrix'),
    );
    requireTimes(rows, isStepOf(range));
    return rows;
  }

  /** A query of `queryRange` that is sent again and again. It is printed once, and the series of its answers are remembered. */
  rangeQuery(expression: string): RangeQuery {
    const form = QueryForm.create(expression);
    const reader = MatrixReader.create();
    return {
      read: async (range, options) => {
        const query = rangeOf(form, range);
        const columns = await this.#query(
          query,
          options,
          async ({ body }) =>
            (await reader.read(body)) ??
            columnsOf(await this.#parser.rows(body, 'matrix')),
        );
        requireTimesIn(columns, isStepOf(range));
        return columns;
      },
    };
  }

  /** Names of labels of series; read from the index, without samples. */
  async labelNames(
    query: PrometheusLabelQuery,
    options?: PrometheusRequestOptions,
  ): Promise<string[]> {
    return this.#names('api/v1/labels', query, options);
  }

  /** Values of a label of series; read from the index, without samples. */
  async labelValues(
    label: string,
    query: PrometheusLabelQuery,
    options?: PrometheusRequestOptions,
  ): Promise<string[]> {
    const path = `api/v1/label/${encodeURIComponent(label)}/values`;
    return this.#names(path, query, options);
  }

  /** Resolves when the API answers a query that needs no data. It is asked once. */
  async check(options?: PrometheusRequestOptions): Promise<void> {
    const query = {
      path: 'api/v1/query',
      form: QueryForm.create('vector(1)'),
      fields: [],
    };
    await this.#query(query, { ...options, once: true }, ({ body }) =>
      this.#parser.rows(body, 'vector'),
    );
  }

  /** Which product answers, as far as it tells. Every question is asked once. */
  async probe(
    options?: PrometheusRequestOptions,
  ): Promise<ServerInfo | undefined> {
    const once = { ...options, once: true };
    return probeServer(path => {
      const url = this.#exchange.urlOf(path);
      return this.#exchange.ask(url, { method: 'GET' }, once, reply => ({
        ...reply,
        body: textOf(reply.body),
      }));
    });
  }

  #instant(
    query: { expression: string; timeMs: number; expected: ResultType },
    options: PrometheusRequestOptions | undefined,
  ): Promise<PrometheusRow[]> {
    const { expression, timeMs, expected } = query;
    const sent = {
      path: 'api/v1/query',
      form: QueryForm.create(expression),
      fields: [formField('time', String(timeMs / 1000))],
      untilMs: timeMs,
    };
    return this.#query(sent, options, ({ body }) =>
      this.#parser.rows(body, expected),
    );
  }

  async #query<T>(
    query: SentQuery,
    options: Sending | undefined,
    parse: (reply: Reply) => Promise<T>,
  ): Promise<T> {
    const timeout = Math.ceil(this.#exchange.timeoutMs * SHARE_OF_SERVER);
    const fields = [...query.fields, formField('timeout', `${timeout}ms`)];
    const url = this.#exchange.urlOf(query.path);
    return query.form.send(fields, body => {
      const request = { method: 'POST', body, headers: FORM } as const;
      return this.#exchange.ask(url, request, options ?? {}, async reply => {
        requireAnswer(reply);
        requireCome(query.untilMs, reply.date);
        return parse(reply);
      });
    });
  }

  async #names(
    path: string,
    { selector, startMs, endMs, limit }: PrometheusLabelQuery,
    options: PrometheusRequestOptions = {},
  ): Promise<string[]> {
    const url = this.#exchange.urlOf(path);
    url.search = new URLSearchParams({
      'match[]': selector,
      start: String(startMs / 1000),
      end: String(endMs / 1000),
      limit: String(limit),
    }).toString();
    const names = await this.#exchange.ask(
      url,
      { method: 'GET' },
      options,
      parseNames,
    );
    // Servers older than the limit send all of them.
    return names.slice(0, limit);
  }
}
