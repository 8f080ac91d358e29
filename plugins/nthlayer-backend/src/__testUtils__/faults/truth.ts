import { GroupLabels, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Counts } from '../FakeDataSource';

/** What every tile is, for ever: many with traffic, some without, some that the source cannot tell. */
export const trueCounts: Counts = tileStartMs => {
  const minute = tileStartMs / 60_000;
  if (minute % 37 === 5) {
    return undefined;
  }
  return minute % 11 === 3
    ? { bad: 0, total: 0 }
    : { bad: minute % 4, total: 4 + (minute % 101) };
};

/** What a source may say in place of a tile that it cannot tell. None of it is a count. */
export const NONSENSE: readonly { bad: number; total: number }[] = [
  { bad: NaN, total: NaN },
  { bad: NaN, total: 5 },
  { bad: 0, total: Infinity },
  { bad: 7, total: 3 },
  { bad: -1, total: 3 },
  { bad: 0, total: -3 },
];

/** The groups of an SLI, each with the same counts. */
export function groupsOf({ groupBy }: Sli): readonly GroupLabels[] {
  return groupBy.length === 0
    ? [{}]
    : ['one', 'two'].map(value => ({ [groupBy[0]]: value }));
}
