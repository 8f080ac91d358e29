import pLimit from 'p-limit';

/** Sends a query when it is its turn. */
export type QueryLimit = <T>(query: () => Promise<T>) => Promise<T>;

/** Turns at one server, whoever asks it. */
export interface QueryLimits {
  readonly now: QueryLimit;
  /** For what can wait. It takes half of the turns at most, and so never stands in a row before what cannot. */
  readonly later: QueryLimit;
}

/** So many queries under way at a time in all. */
export function queryLimits(concurrency: number): QueryLimits {
  const all = pLimit(concurrency);
  const half = pLimit(Math.ceil(concurrency / 2));
  return {
    now: query => all(query),
    later: query => half(() => all(query)),
  };
}
