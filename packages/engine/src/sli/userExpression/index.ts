export { APPROXIMATE_REASONS } from './approximateReason';
export type { ApproximateReason } from './approximateReason';
export * from './userSli';
export * from './classifyQueries';
export { withWindow } from './withWindow';
