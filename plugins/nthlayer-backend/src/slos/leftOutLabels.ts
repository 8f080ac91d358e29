import { GroupLabels, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';

/** What stands for all groups of an SLO that are left out: no series has an empty label. */
export function leftOutLabels({ groupBy }: Pick<Sli, 'groupBy'>): GroupLabels {
  return Object.fromEntries(groupBy.map(label => [label, '']));
}
