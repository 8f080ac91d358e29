export { APPROXIMATE_REASONS, approximateText } from './approximateReason';
export type { ApproximateReason } from './approximateReason';
export * from './userSli';
export * from './classifyQueries';
export { withWindow } from './withWindow';
