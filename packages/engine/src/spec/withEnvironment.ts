import {
  LABELS,
  Selector,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
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
  return { ...slo, sli: scopeSli(slo.sli, scope) };
}

function scopeSli(sli: Sli, scope: (selector: Selector) => Selector): Sli {
  switch (sli.kind) {
    case 'ratio':
      return {
        ...sli,
        total: scope(sli.total),
        ...(sli.good && { good: scope(sli.good) }),
        ...(sli.bad && { bad: scope(sli.bad) }),
      };
    case 'latency':
      return { ...sli, bucket: scope(sli.bucket), total: scope(sli.total) };
    default:
      return sli satisfies never;
  }
}
