export * from './specContext';
export { defaultTiers } from './tiers';
export type { TierObjectives, TierTable } from './tiers';
export * from './readServiceSpec';
export * from './findServiceLabelConflicts';
export * from './withEnvironment';
