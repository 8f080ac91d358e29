import {
  BURN_LEVELS,
  LABELS,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SLO_LABELS } from '../prometheusRules/scopeLabels';
import { YamlValue } from '../prometheusRules/printYaml';
import { labelIs, labelIsOneOf } from './matchers';

/** While a burn alert fires, the slower ones of the same SLO and group say nothing that it does not. */
export function inhibitRules(
  matchers: readonly string[],
  slos: readonly Slo[],
): YamlValue[] {
  const groups = slos.flatMap(({ sli }) => sli.groupBy);
  // labels that neither alert has count as equal
  const equal = [...SLO_LABELS, ...[...new Set(groups)].sort()];
  return BURN_LEVELS.slice(0, -1).map((burn, index) => ({
    source_matchers: [...matchers, labelIs(LABELS.burn, burn)],
    target_matchers: [
      ...matchers,
      labelIsOneOf(LABELS.burn, BURN_LEVELS.slice(index + 1)),
    ],
    equal,
  }));
}
