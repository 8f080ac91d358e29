/**
 * Extension points of the NthLayer backend plugin.
 *
 * @packageDocumentation
 */
export * from './extensionPoints';
export * from './specs';
export * from './tasks';
