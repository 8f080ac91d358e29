export * from './annotations';
export * from './channels';
export * from './formats';
export * from './labels';
export * from './metrics';
export * from './tags';
export * from './topics';
