export * from './lintService';
export * from './inspectionQueries';
export * from './missingQueries';
export { matcherAccepts } from './matcherAccepts';
export * from './inspectedSelectors';
