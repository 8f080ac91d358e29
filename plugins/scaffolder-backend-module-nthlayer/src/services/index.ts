export * from './findServices';
export * from './logFindings';
export * from './throwErrors';
export * from './generatedFiles';
