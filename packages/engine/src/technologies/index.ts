export * from './serviceTechnology';
export * from './technologyOf';
