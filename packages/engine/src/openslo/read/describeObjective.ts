import { BudgetingMethod } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatPercent } from '../../spec/formatPercent';

/** What an objective asks for, as a sentence. */
export function describeObjective(
  objective: number,
  method: BudgetingMethod,
): string {
  const percent = formatPercent(objective);
  switch (method) {
    case 'Timeslices':
      return `${percent} of the time is good.`;
    case 'RatioTimeslices':
      return `${percent} of events are good, in the mean of all slices of time.`;
    default:
      return `${percent} of events are good.`;
  }
}
