export { prometheusRulesGenerator } from './prometheusRulesGenerator';
