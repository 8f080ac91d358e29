/**
 * Scaffolder actions of NthLayer.
 *
 * @packageDocumentation
 */
export { scaffolderModuleNthlayer as default } from './module';
export * from './actions';
