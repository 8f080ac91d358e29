import { ServerInfo } from '@nthlayer/engine';

/** Shorter queries are taken by every product, so that nobody needs to know which one it is. */
export const ALWAYS_TAKEN = 16_384;

/** Prometheus reads 10 MB of a form at most, in which a byte may take three. */
const OF_PROMETHEUS = 3_000_000;

/** Default of `-search.maxQueryLen`. */
const OF_VICTORIAMETRICS = 16_384;

/** Bytes of the longest query that a server takes. */
export function queryLengthLimit(server: ServerInfo | undefined): number {
  return server?.flavour === 'victoriametrics'
    ? OF_VICTORIAMETRICS
    : OF_PROMETHEUS;
}
