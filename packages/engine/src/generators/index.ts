export * from './builtInGenerators';
export * from './ruleOutputs';
export * from './sharedRules';
