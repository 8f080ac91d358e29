/**
 * Checks annotations of NthLayer while the catalog takes entities in.
 *
 * @packageDocumentation
 */
export { catalogModuleNthlayer as default } from './module';
