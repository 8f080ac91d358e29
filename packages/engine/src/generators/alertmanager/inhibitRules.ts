import {
  BURN_LEVELS,
  LABELS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext } from '../../ports';
import { SLO_LABELS } from '../prometheusRules/scopeLabels';
import { YamlValue } from '../prometheusRules/printYaml';
import { labelIs, labelIsOneOf, serviceMatchers } from './matchers';

/** While a burn alert fires, the slower ones of the same SLO and group say nothing that it does not. */
export function inhibitRules(
  spec: ServiceSpec,
  context: GeneratorContext,
): YamlValue[] {
  const service = serviceMatchers(spec, context);
  const groups = context.slos.flatMap(({ sli }) => sli.groupBy);
  // labels that neither alert has count as equal
  const equal = [...SLO_LABELS, ...[...new Set(groups)].sort()];
  return BURN_LEVELS.slice(0, -1).map((burn, index) => ({
    source_matchers: [...service, labelIs(LABELS.burn, burn)],
    target_matchers: [
      ...service,
      labelIsOneOf(LABELS.burn, BURN_LEVELS.slice(index + 1)),
    ],
    equal,
  }));
}
