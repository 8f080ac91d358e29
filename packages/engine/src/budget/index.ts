export * from './windows';
export { allowedErrorRatio } from './errorRatio';
export * from './evaluateBudget';
export * from './burnDown';
export * from './burnTrend';
export * from './budgetStep';
export * from './worstStatus';
export * from './sumSlices';
export * from './rolling/RollingSums';
