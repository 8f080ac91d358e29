export {
  generateSharedRules,
  type RuleFileFormat,
  type SharedRulesOptions,
} from './generateSharedRules';
export type { SloStack } from './sloStack';
