import { parseBaseUrl, PrometheusAuth, requestHeaders } from './endpoint';
import { connectionProblem, givenUp } from './httpProblem';
import { readBody } from './readBody';
import { parseNames, parseReply, ReplyData } from './reply';
import { PrometheusRow, rowsOf } from './rows';

/**
 * Where and how to ask.
 *
 * @public
 */
export interface PrometheusClientOptions {
  /** Base URL, http or https, with a path where the API has a prefix. */
  readonly url: string;
  /** Default: none. */
  readonly auth?: PrometheusAuth;
  /** Sent with every request, e.g. `X-Scope-OrgID`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For a whole request, milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Longest reply, bytes after decompression. Default 5 MiB. */
  readonly maxReplyBytes?: number;
  /** Default is the global `fetch`. */
  readonly fetch?: typeof fetch;
}

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

/**
 * Options of one request.
 *
 * @public
 */
export interface PrometheusRequestOptions {
  /** Gives the request up. */
  readonly signal?: AbortSignal;
}

/**
 * Asks the query API of Prometheus, or of what speaks like it. Every method rejects with a PrometheusProblem when
 * there is no whole, well-formed answer. Redirects are not followed, so credentials reach the configured host only.
 *
 * @public
 */
export class PrometheusClient {
  readonly #url: URL;
  readonly #headers: Headers;
  readonly #timeoutMs: number;
  readonly #maxReplyBytes: number;
  readonly #fetch: typeof fetch;

  /**
   * Makes a client; nothing is sent.
   *
   * @throws InputError when the URL or a header cannot be used
   */
  static create(options: PrometheusClientOptions): PrometheusClient {
    return new PrometheusClient(options);
  }

  private constructor(options: PrometheusClientOptions) {
    this.#url = parseBaseUrl(options.url);
    this.#headers = requestHeaders(options.auth, options.headers);
    this.#timeoutMs = options.timeoutMs ?? 10_000;
    this.#maxReplyBytes = options.maxReplyBytes ?? 5 * 1024 * 1024;
    this.#fetch = options.fetch ?? fetch;
  }

  /** One value a series at one time. */
  async queryVector(
    expression: string,
    timeMs: number,
    options?: PrometheusRequestOptions,
  ): Promise<PrometheusRow[]> {
    const data = await this.#instant(expression, timeMs, options);
    return rowsOf(data, 'vector');
  }

  /** Stored samples of a range selector such as `up[5m]` that ends at one time. */
  async querySamples(
    rangeSelector: string,
    timeMs: number,
    options?: PrometheusRequestOptions,
  ): Promise<PrometheusRow[]> {
    const data = await this.#instant(rangeSelector, timeMs, options);
    return rowsOf(data, 'matrix');
  }

  /** Values at every step of a range. */
  async queryRange(
    expression: string,
    range: PrometheusRange,
    options?: PrometheusRequestOptions,
  ): Promise<PrometheusRow[]> {
    const form = {
      query: expression,
      start: String(range.startMs / 1000),
      end: String(range.endMs / 1000),
      step: String(range.stepMs / 1000),
    };
    const data = await this.#post('api/v1/query_range', form, options);
    return rowsOf(data, 'matrix');
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

  /** Resolves when the API answers a query that needs no data. */
  async check(options?: PrometheusRequestOptions): Promise<void> {
    const form = { query: 'vector(1)' };
    rowsOf(await this.#post('api/v1/query', form, options), 'vector');
  }

  #instant(
    expression: string,
    timeMs: number,
    options?: PrometheusRequestOptions,
  ): Promise<ReplyData> {
    const form = { query: expression, time: String(timeMs / 1000) };
    return this.#post('api/v1/query', form, options);
  }

  async #post(
    path: string,
    form: Record<string, string>,
    options: PrometheusRequestOptions = {},
  ): Promise<ReplyData> {
    const body = new URLSearchParams({
      ...form,
      timeout: `${this.#timeoutMs}ms`,
    });
    const url = new URL(path, this.#url);
    const request = { method: 'POST', body };
    return parseReply(...(await this.#reply(url, request, options.signal)));
  }

  async #names(
    path: string,
    { selector, startMs, endMs, limit }: PrometheusLabelQuery,
    options: PrometheusRequestOptions = {},
  ): Promise<string[]> {
    const url = new URL(path, this.#url);
    url.search = new URLSearchParams({
      'match[]': selector,
      start: String(startMs / 1000),
      end: String(endMs / 1000),
      limit: String(limit),
    }).toString();
    const request = { method: 'GET' };
    const reply = await this.#reply(url, request, options.signal);
    // Servers older than the limit send all of them.
    return parseNames(...reply).slice(0, limit);
  }

  /** What is wrong here is ours: only the sending may fail for the other side's sake. */
  async #reply(
    url: URL,
    request: Pick<RequestInit, 'method' | 'body'>,
    given: AbortSignal | undefined,
  ): Promise<[status: number, contentType: string | null, body: string]> {
    const { response, body } = await this.#send(url, request, given);
    return [response.status, response.headers.get('content-type'), body];
  }

  async #send(
    url: URL,
    request: Pick<RequestInit, 'method' | 'body'>,
    given: AbortSignal | undefined,
  ): Promise<{ response: Response; body: string }> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const signal = given ? AbortSignal.any([given, timeout]) : timeout;
    try {
      const response = await this.#fetch(url, {
        ...request,
        headers: this.#headers,
        redirect: 'manual',
        signal,
      });
      return { response, body: await readBody(response, this.#maxReplyBytes) };
    } catch (error) {
      throw given?.aborted
        ? givenUp()
        : connectionProblem(error, this.#timeoutMs);
    }
  }
}
