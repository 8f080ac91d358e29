/**
 * A client for the query API of Prometheus, and the data source of NthLayer on it.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './dataSource';
