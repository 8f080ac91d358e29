export * from './alertWindows';
export * from './alertLevels';
export type { AlertPair } from './alertPair';
export * from './alertPairs';
export * from './windowLength';
export * from './alertNames';
export * from './burnRateLevel';
