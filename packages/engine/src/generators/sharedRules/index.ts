export {
  generateSharedRules,
  type RuleFileFormat,
  type SharedRulesOptions,
} from './generateSharedRules';
