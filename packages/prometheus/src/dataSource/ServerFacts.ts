import { ServerInfo } from '@nthlayer/engine';
import { PrometheusClient } from '../client/prometheusClient';

/** A server may be replaced by another one without our seeing it go away. */
const FRESH_MS = 60 * 60_000;

/** Which product answers. Asked for once an hour, and again after the server was away. */
export class ServerFacts {
  readonly #client: PrometheusClient;
  #known: ServerInfo | undefined;
  #askAgainMs = -Infinity;

  static create(client: PrometheusClient): ServerFacts {
    return new ServerFacts(client);
  }

  private constructor(client: PrometheusClient) {
    this.#client = client;
  }

  /** Never fails: what cannot be found out is undefined. */
  async get(options: {
    readonly signal?: AbortSignal;
  }): Promise<ServerInfo | undefined> {
    if (performance.now() < this.#askAgainMs) {
      return this.#known;
    }
    try {
      this.#known = await this.#client.probe(options);
      this.#askAgainMs = performance.now() + FRESH_MS;
    } catch {
      // who does not answer here is told by the queries
    }
    return this.#known;
  }

  forget(): void {
    this.#askAgainMs = -Infinity;
  }
}
