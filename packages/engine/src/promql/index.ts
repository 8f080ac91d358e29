/**
 * PromQL as a typed tree: read, built and printed, never put together from text.
 *
 * @packageDocumentation
 */
export * from './expression';
export * from './builders';
export * from './labelLists';
export * from './parse';
export * from './parseTyped';
export * from './types';
export { print, printForGrafana } from './print';
export * from './addMatchers';
export * from './enforceMatchers';
export { labelsIn, metricsIn, selectorsIn } from './references';
export * from './regex';
export type {
  DurationPlaceholder,
  DurationValue,
  Placeholder,
  PlaceholderSyntax,
} from './placeholder';
export { quoteString } from './stringLiteral';
export { formatDuration, parseDuration } from './duration';
