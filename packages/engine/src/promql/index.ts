/**
 * PromQL as a typed tree: read, built and printed, never put together from text.
 *
 * @packageDocumentation
 */
export * from './expression';
export * from './builders';
export * from './parse';
export { print } from './print';
export * from './addMatchers';
export * from './references';
export { alternation, escapeRegex } from './regex';
export { quoteString } from './stringLiteral';
export { formatDuration, parseDuration } from './duration';
