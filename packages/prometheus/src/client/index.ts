export * from './prometheusClient';
export type {
  PrometheusClientOptions,
  PrometheusRequestOptions,
} from './Exchange';
export { PrometheusProblem } from './prometheusProblem';
export type { PrometheusAuth } from './endpoint';
export type { PrometheusRetryOptions } from './resilience/Resilience';
export type { PrometheusRow } from './rows';
export type { RangeQuery } from './RangeQuery';
