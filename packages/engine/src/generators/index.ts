import { Generator } from '../ports';
import { grafanaDashboardGenerator } from './grafanaDashboard/grafanaDashboardGenerator';
import { opensloGenerator } from './opensloGenerator';

/**
 * The generators that come with the engine, in the order in which they run.
 *
 * @public
 */
export const builtInGenerators: readonly Generator[] = [
  opensloGenerator,
  grafanaDashboardGenerator,
];
