import { Generator } from '../ports';
import { didYouMean } from '../spec/didYouMean';
import { alertmanagerGenerator } from './alertmanager';
import {
  mimirRulesGenerator,
  prometheusOperatorGenerator,
  victoriaMetricsRulesGenerator,
} from './ruleFormats';

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

/**
 * The outputs of these ids, each once and in the order of `ruleOutputs`. Ids that there are no outputs of are passed
 * over; `outputProblem` tells what is wrong with them.
 *
 * @public
 */
export function outputsOf(ids: readonly string[]): readonly Generator[] {
  return ruleOutputs.filter(({ id }) => ids.includes(id));
}

/**
 * What is wrong with the id of an output, as a sentence that names the known ones; `undefined` when there is such an
 * output.
 *
 * @public
 */
export function outputProblem(id: string): string | undefined {
  const known = ruleOutputs.map(output => output.id);
  if (known.includes(id)) {
    return undefined;
  }
  const guess = didYouMean(id, known);
  const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
  const name = JSON.stringify(id);
  return `${name} is not an output.${hint} Known: ${known.join(', ')}.`;
}
