export * from './prometheusClient';
export { PrometheusProblem } from './prometheusProblem';
export type { PrometheusAuth } from './endpoint';
export type { PrometheusRow } from './rows';
