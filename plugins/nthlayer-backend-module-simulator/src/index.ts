/**
 * Simulated traffic as a data source of NthLayer, for demos only.
 *
 * @packageDocumentation
 */
export { nthlayerModuleSimulator as default } from './module';
export * from './SimulatorDataSource';
