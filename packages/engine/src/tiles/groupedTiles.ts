import {
  CounterSamples,
  GroupLabels,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileCounting } from '../ports';
import { SliCounters, tilesFromSamples } from './tilesFromSamples';

function groupOf(
  counter: CounterSamples,
  groupBy: readonly string[],
): GroupLabels {
  const present = groupBy.filter(label => counter.labels[label]);
  return Object.fromEntries(
    present.map(label => [label, counter.labels[label]]),
  );
}

function splitByGroup(
  counters: readonly CounterSamples[],
  groupBy: readonly string[],
): Map<string, CounterSamples[]> {
  const groups = new Map<string, CounterSamples[]>();
  for (const counter of counters) {
    const key = JSON.stringify(
      groupBy.map(label => counter.labels[label] ?? ''),
    );
    const members = groups.get(key);
    if (members) {
      members.push(counter);
    } else {
      groups.set(key, [counter]);
    }
  }
  return groups;
}

/**
 * Tiles of every group that the labels in `groupBy` tell apart; a label that a series lacks is left out of its
 * group. A group without `total` does not exist.
 *
 * @public
 */
export function groupedTilesFromSamples(
  counters: SliCounters,
  groupBy: readonly string[],
  range: TileRange,
  counting: Partial<TileCounting> = {},
): TileSeries[] {
  const bad = counters.bad && splitByGroup(counters.bad, groupBy);
  const good = counters.good && splitByGroup(counters.good, groupBy);
  return [...splitByGroup(counters.total, groupBy)].map(([key, total]) =>
    tilesFromSamples(
      {
        ...counters,
        total,
        ...(bad && { bad: bad.get(key) ?? [] }),
        ...(good && { good: good.get(key) ?? [] }),
      },
      range,
      counting,
      groupOf(total[0], groupBy),
    ),
  );
}
