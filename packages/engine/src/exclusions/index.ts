export * from './interval';
export * from './checkExclusion';
export * from './excludedIntervals';
export * from './exclusionEnd';
export * from './excludeSums';
export * from './excludeTiles';
export { clipIntervals } from './mergeIntervals';
