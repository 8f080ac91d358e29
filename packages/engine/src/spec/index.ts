export * from './specContext';
export { defaultTiers } from './tiers';
export type { TierObjectives, TierTable } from './tiers';
export * from './documents';
export * from './readServiceSpec';
export { readSpecFile } from './readSpecFile';
export type { SpecFileResult } from './readSpecFile';
export { specAnnotationOf, specFileOf } from './specFileOf';
export { readSpecPath } from './readSpecPath';
export type { SpecPathProblem, SpecPathResult } from './readSpecPath';
export * from './scopeName';
export * from './specPosition';
export * from './generationSettings';
export { serviceSpecJsonSchema } from './specFile/serviceSpecJsonSchema';
export { specFileJsonSchema } from './specFileJsonSchema';
export * from './findServiceLabelConflicts';
export * from './ServiceLabelClaims';
export * from './withEnvironment';
export * from './specIn';
export * from './checkEntity';
export * from './neighbours';
export { filesRead, neededFiles } from './beside/neededFiles';
export { readFilesBeside } from './beside/readFilesBeside';
export type {
  FileRefusal,
  NeededFilesElsewhere,
  ReadFileBeside,
} from './beside/readFilesBeside';
export { environmentsToLookFor } from './beside/environmentsToLookFor';
