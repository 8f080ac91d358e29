/**
 * Everything that NthLayer can compute without I/O.
 *
 * @packageDocumentation
 */
export * from './ports';
export * from './hash';
export * from './tiles';
export * from './packing';
export * from './budget';
export * from './spec';
export * from './convert';
export * from './technologies';
export * from './generateStack';
export * from './generateFolders';
export * from './generateSharedFolders';
export * from './formatDiagnostic';
export * from './openslo';
export * as promql from './promql';
export * from './generators';
export * from './sli';
export * from './alerting';
export * from './exclusions';
export * from './files';
export * from './notices';
export * from './lint';
export * from './version';
