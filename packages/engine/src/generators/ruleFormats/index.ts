export * from './ruleFormat';
export * from './ruleFormatGenerators';
