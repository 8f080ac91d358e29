export * from './levels';
export * from './condition';
export * from './rule';
export * from './shape';
export { accepts } from './fragment';
export type { Fragment } from './fragment';
export { checkShape } from './checkShape';
export type { Checked } from './checkShape';
export { problemAt } from './problems';
