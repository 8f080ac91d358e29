import {
  LABELS,
  Matcher,
  Selector,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { mapSliSelectors } from './mapSliSelectors';
import { DataSourceInfo } from './specContext';

/**
 * An SLO that counts one environment only: by the label values that the spec gives for it, else by its name. A data
 * source that serves a single environment needs no matcher for it.
 *
 * @public
 */
export function withEnvironment(
  slo: Slo,
  environment: string,
  dataSource: DataSourceInfo,
  selector?: Readonly<Record<string, string>>,
): Slo {
  const named =
    dataSource.environments.length > 1
      ? { [LABELS.environment]: environment }
      : {};
  const matchers = Object.entries(selector ?? named).map(
    ([label, value]): Matcher => ({ label, op: '=', value }),
  );
  if (matchers.length === 0) {
    return slo;
  }
  const scope = (each: Selector): Selector => ({
    metric: each.metric,
    matchers: [...each.matchers, ...matchers],
  });
  return { ...slo, sli: mapSliSelectors(slo.sli, scope) };
}
