import { Generator } from '../ports';
import { grafanaDashboardGenerator } from './grafanaDashboard/grafanaDashboardGenerator';
import { opensloGenerator } from './opensloGenerator';
import { prometheusRulesGenerator } from './prometheusRules';

/**
 * The generators that come with the engine, in the order in which they run.
 *
 * @public
 */
export const builtInGenerators: readonly Generator[] = [
  opensloGenerator,
  prometheusRulesGenerator,
  grafanaDashboardGenerator,
];
