import { BreakerState } from '@nthlayer/engine';
import type { Dispatcher } from 'undici';
import { BodyMemory } from './BodyMemory';
import { parseBaseUrl, PrometheusAuth, requestHeaders } from './endpoint';
import { connectionProblem } from './httpProblem';
import { GivenUp } from './prometheusProblem';
import { Reply } from './reply';
import { PrometheusRetryOptions, Resilience } from './resilience/Resilience';
import { loadUndici, SentReply, SentRequest, sendRequest } from './sendRequest';

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
  /** For a whole request, milliseconds. Default 10,000. The server is told to take a tenth less. */
  readonly timeoutMs?: number;
  /** When a request is repeated, and when none is sent. */
  readonly retry?: PrometheusRetryOptions;
  /** Longest reply, bytes after decompression. Default 5 MiB. */
  readonly maxReplyBytes?: number;
  /** What connections are made by, where certificates or a proxy of one's own are needed. Default is undici's global one. */
  readonly dispatcher?: Dispatcher;
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

/** A reply with what its headers say. */
export interface ReceivedReply extends Reply {
  readonly date: string | null;
  readonly serverHostname: string | null;
}

/** What is sent, and how often. */
export interface Sending extends PrometheusRequestOptions {
  /** It is sent a single time, however it fails. */
  readonly once?: boolean;
}

/** Beside the headers of every request. */
type Request = Omit<SentRequest, 'headers'> & Partial<SentRequest>;

/** Sends requests to one server, again where that may help, and reads whole replies within a time and a size. */
export class Exchange {
  readonly #url: URL;
  readonly #headers: Headers;
  readonly #maxReplyBytes: number;
  readonly #dispatcher: Dispatcher | undefined;
  readonly #resilience: Resilience;
  readonly #memory = BodyMemory.create();
  /** For a whole request, milliseconds. */
  readonly timeoutMs: number;
  #lastSuccessMs: number | undefined;

  /** @throws InputError when the URL or a header cannot be used */
  static create(options: PrometheusClientOptions): Exchange {
    return new Exchange(options);
  }

  private constructor(options: PrometheusClientOptions) {
    this.#url = parseBaseUrl(options.url);
    this.#headers = requestHeaders(options.auth, options.headers);
    this.timeoutMs = options.timeoutMs ?? 10_000;
    this.#maxReplyBytes = options.maxReplyBytes ?? 5 * 1024 * 1024;
    this.#dispatcher = options.dispatcher;
    this.#resilience = Resilience.create(options.retry);
    // now, as the process starts, rather than in a turn of its work
    loadUndici();
  }

  get breaker(): BreakerState {
    return this.#resilience.breaker;
  }

  get lastSuccessMs(): number | undefined {
    return this.#lastSuccessMs;
  }

  /** The URL of a path of the API. */
  urlOf(path: string): URL {
    return new URL(path, this.#url);
  }

  /** What a reply means, of which nothing may be kept; one that `parse` refuses counts as a failure of the server. */
  async ask<T>(
    url: URL,
    request: Request,
    options: Sending,
    parse: (reply: ReceivedReply) => T | Promise<T>,
  ): Promise<T> {
    const answer = await this.#resilience.run(async () => {
      const reply = await this.#reply(url, request, options.signal);
      try {
        return await parse(reply);
      } finally {
        this.#memory.give(reply.body);
      }
    }, options);
    this.#lastSuccessMs = Date.now();
    return answer;
  }

  /** What is wrong here is ours: only the sending may fail for the other side's sake. */
  async #reply(
    url: URL,
    request: Request,
    given: AbortSignal | undefined,
  ): Promise<ReceivedReply> {
    const { status, header, body } = await this.#send(url, request, given);
    return {
      status,
      contentType: header('content-type'),
      retryAfter: header('retry-after'),
      date: header('date'),
      serverHostname: header('x-server-hostname'),
      body,
    };
  }

  async #send(
    url: URL,
    request: Request,
    given: AbortSignal | undefined,
  ): Promise<SentReply> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const signal = given ? AbortSignal.any([given, timeout]) : timeout;
    try {
      const headers = {
        ...Object.fromEntries(this.#headers),
        ...request.headers,
      };
      return await sendRequest(
        url,
        { ...request, headers },
        {
          dispatcher: this.#dispatcher,
          signal,
          maxBytes: this.#maxReplyBytes,
          memory: this.#memory,
        },
      );
    } catch (error) {
      throw given?.aborted
        ? new GivenUp()
        : connectionProblem(error, this.timeoutMs);
    }
  }
}
