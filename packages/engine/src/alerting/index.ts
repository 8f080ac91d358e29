export * from './alertWindows';
export * from './alertLevels';
export * from './alertPairs';
export * from './windowLength';
export * from './alertNames';
export * from './burnRateLevel';
