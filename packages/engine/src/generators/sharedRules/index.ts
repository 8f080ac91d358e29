export {
  generateSharedRules,
  type SharedRulesOptions,
} from './generateSharedRules';
