import { HumanDuration } from '@backstage/types';

export interface Config {
  nthlayer?: {
    dataSources?: Array<{
      /**
       * Base URL of Prometheus or of what speaks like it, http or https, for a data source of type `prometheus`.
       * Credentials do not belong into it.
       */
      url?: string;

      /** How requests are authorised. */
      auth?:
        | {
            type: 'bearer';
            /** @visibility secret */
            token: string;
          }
        | {
            type: 'basic';
            username: string;
            /** @visibility secret */
            password: string;
          };

      /** Certificates as PEM text, best by `$file`. */
      tls?: {
        /** Trusted beside those that Node trusts. */
        ca?: string;
        /** Shown to the server, with `key`. */
        cert?: string;
        /** @visibility secret */
        key?: string;
      };

      /**
       * Sent with every request, e.g. `X-Scope-OrgID`.
       *
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };

      /**
       * How often targets are scraped, 60 s at most. Default 15 s; tiles are read no sooner than twice this after
       * their end.
       */
      scrapeInterval?: HumanDuration | string;

      /**
       * How long samples take until this server has them, e.g. `60s` where a `remote_write` is that far behind; 15
       * minutes at most. Default: nothing. Tiles are read that much later, and budgets known.
       */
      delay?: HumanDuration | string;

      /** For one request. Default 10 s. */
      timeout?: HumanDuration | string;

      /**
       * Queries under way at a time, of ticks, back-fill and lint together, 1 to 20. Default 4. The last two take half
       * of them at most, so that ticks do not wait for them.
       */
      concurrency?: number;

      /**
       * Longest query in bytes, 16,384 to 3,000,000. Default 16,384 for VictoriaMetrics, as its `-search.maxQueryLen`,
       * else 3,000,000. Longer ones are sent in parts.
       */
      maxQueryLength?: number;
    }>;
  };
}
