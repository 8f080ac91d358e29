export * from './percent';
export * from './duration';
export * from './count';
export * from './burnRate';
export * from './time';
export { NO_VALUE } from './symbols';
