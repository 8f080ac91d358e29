/**
 * Everything that NthLayer can compute without I/O.
 *
 * @packageDocumentation
 */
export * from './ports';
export * from './hash';
