export * from './percent';
export * from './duration';
export * from './count';
export * from './burnRate';
export * from './time';
export { NBSP, NO_VALUE } from './symbols';
