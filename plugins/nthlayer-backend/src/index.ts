/**
 * The NthLayer backend plugin for Backstage.
 *
 * @packageDocumentation
 */
export { nthlayerPlugin as default, nthlayerPlugin } from './plugin';
export * from './permissions/serviceResource';
export * from './permissions/serviceRules';
