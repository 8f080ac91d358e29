import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import type { Tone } from '../Tone';

/** The same limits as the notifications: 75 % and all of it spent. What is stale does not look healthy. */
export function budgetTone({
  remaining,
  stale,
}: Pick<BudgetStatusDto, 'remaining' | 'stale'>): Tone | undefined {
  if (remaining === null) {
    return undefined;
  }
  if (remaining <= 0) {
    return 'error';
  }
  if (remaining <= 0.25) {
    return 'warning';
  }
  return stale ? undefined : 'success';
}
