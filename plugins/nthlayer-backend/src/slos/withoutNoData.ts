import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';

/** The SLO without what it says of missing data. */
export function withoutNoData(slo: Slo): Slo {
  return { ...slo, noData: 'ignore' };
}
