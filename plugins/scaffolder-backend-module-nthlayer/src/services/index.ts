export type { FoundService } from './FoundService';
export * from './findServices';
export * from './logFindings';
export * from './readServices';
export * from './throwErrors';
export * from './generatedFiles';
