import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatCount } from '../format';

/** How many bad events the whole calendar period will allow, in words. */
export function projectionText({
  budgetEvents,
  period: { count, unit },
}: NonNullable<BudgetStatusDto['projected']>): string {
  const period = count === 1 ? unit : `${count} ${unit}s`;
  return `about ${formatCount(budgetEvents)} by the end of the ${period}`;
}
