import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** The same limits as the notifications: 75 % and all of it spent. What is stale does not look healthy. */
export function budgetTone({
  remaining,
  stale,
}: Pick<BudgetStatusDto, 'remaining' | 'stale'>): string {
  if (remaining === null) {
    return 'text.secondary';
  }
  if (remaining <= 0) {
    return 'error.main';
  }
  if (remaining <= 0.25) {
    return 'warning.main';
  }
  return stale ? 'text.secondary' : 'success.main';
}
