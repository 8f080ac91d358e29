import { BudgetStatus, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetThresholds } from '../alerting';

/**
 * The highest of the SLO's budget thresholds that is spent, 1 is the whole budget; undefined below all of them and where
 * nothing is known.
 *
 * @public
 */
export function budgetStep(
  slo: Pick<Slo, 'alerts'>,
  { consumed }: Pick<BudgetStatus, 'consumed'>,
): number | undefined {
  const passed = budgetThresholds(slo).filter(
    ({ percent }) => consumed !== null && consumed * 100 >= percent,
  );
  const highest = passed.at(-1);
  return highest && highest.percent / 100;
}
