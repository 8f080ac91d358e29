import { Generator } from '../ports';
import { alertmanagerGenerator } from './alertmanager';
import { grafanaDashboardGenerator } from './grafanaDashboard/grafanaDashboardGenerator';
import { opensloGenerator } from './opensloGenerator';
import { prometheusRulesGenerator } from './prometheusRules';
import {
  mimirRulesGenerator,
  prometheusOperatorGenerator,
  victoriaMetricsRulesGenerator,
} from './ruleFormats';

export * from './sharedRules';

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

/**
 * Generators that a stack carries only where they are asked for by their ids: the same rules for other systems, and
 * the configuration of an Alertmanager.
 *
 * @public
 */
export const ruleOutputs: readonly Generator[] = [
  prometheusOperatorGenerator,
  mimirRulesGenerator,
  victoriaMetricsRulesGenerator,
  alertmanagerGenerator,
];
