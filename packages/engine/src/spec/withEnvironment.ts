import {
  LABELS,
  Selector,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { mapSliSelectors } from './mapSliSelectors';
import { DataSourceInfo } from './specContext';

/**
 * An SLO that counts one environment only. A data source that serves a single environment needs no matcher for it.
 *
 * @public
 */
export function withEnvironment(
  slo: Slo,
  environment: string,
  dataSource: DataSourceInfo,
): Slo {
  if (dataSource.environments.length <= 1) {
    return slo;
  }
  const scope = (selector: Selector): Selector => ({
    metric: selector.metric,
    matchers: [
      ...selector.matchers,
      { label: LABELS.environment, op: '=', value: environment },
    ],
  });
  return { ...slo, sli: mapSliSelectors(slo.sli, scope) };
}
