import { Generator } from '../ports';
import { GenerationSettings } from '../spec';
import { alertmanagerGenerator } from './alertmanager';
import { builtInGenerators } from './builtInGenerators';
import { prometheusRulesGenerator } from './prometheusRules';
import { serviceRules } from './prometheusRules/serviceRules';
import { outputsOf } from './ruleOutputs';

/** Of a service whose rules are made elsewhere: what is to be said about them. */
const ruleFindings: Generator = {
  id: prometheusRulesGenerator.id,
  generate: (spec, context) => ({
    assets: [],
    diagnostics: serviceRules(spec, context).diagnostics,
  }),
};

const alertmanagerFindings: Generator = {
  id: alertmanagerGenerator.id,
  generate: (spec, context) => ({
    assets: [],
    diagnostics: alertmanagerGenerator.generate(spec, context).diagnostics,
  }),
};

/** What makes the files of a service under these settings. */
export function generatorsOf({
  outputs = [],
  layout = 'service',
}: GenerationSettings): readonly Generator[] {
  const asked = outputsOf(outputs);
  if (layout === 'service') {
    return [...builtInGenerators, ...asked];
  }
  return [
    ...builtInGenerators.map(each =>
      each === prometheusRulesGenerator ? ruleFindings : each,
    ),
    ...(asked.includes(alertmanagerGenerator) ? [alertmanagerFindings] : []),
  ];
}
