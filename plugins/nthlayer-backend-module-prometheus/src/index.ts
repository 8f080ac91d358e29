/**
 * Prometheus as a data source of NthLayer.
 *
 * @packageDocumentation
 */
export { nthlayerModulePrometheus as default } from './module';
