export * from './annotations';
export * from './labels';
export * from './metrics';
export * from './tags';
