export * from './findServices';
export * from './logFindings';
export * from './readServices';
export * from './throwErrors';
export * from './generatedFiles';
