export * from './findServices';
export * from './tellFindings';
export * from './throwErrors';
export * from './generatedFiles';
