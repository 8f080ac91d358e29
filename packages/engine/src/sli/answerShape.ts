import {
  GroupLabels,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '../hash';
import { SliTiles } from '../ports';
import { GroupTiles } from './groupTiles';
import { MatrixRow } from './matrixRow';
import { CounterShape, Shape, ShapeMember, ShapeValues } from './shape';
import { isOfTotal, Role, roleLabelOf, ROLES } from './shapeExpression';

/**
 * What one query says about its SLIs. `repairs` are tiles in which a series, or its whole group with
 * other series, came back after more than the expression looks back (1 h), so that its events are missing: read raw samples of the day before and
 * use `tilesFromSamples`.
 *
 * @public
 */
export interface ShapeAnswer {
  readonly slis: readonly SliTiles[];
  readonly repairs: readonly {
    readonly key: string;
    readonly group: GroupLabels;
    readonly tileStartMs: number;
  }[];
}

/** A member of the shape and the requests that it answers. */
export interface KeyedMember extends ShapeMember {
  readonly keys: readonly string[];
}

/** Every combination of accepted values, as text. */
function tuplesOf(values: ShapeValues): string[] {
  return values
    .reduce<string[][]>(
      (tuples, accepted) =>
        tuples.flatMap(tuple => accepted.map(value => [...tuple, value])),
      [[]],
    )
    .map(tuple => JSON.stringify(tuple));
}

function indexMembers(
  members: readonly KeyedMember[],
  valuesOf: (member: KeyedMember) => ShapeValues,
): Map<string, number[]> {
  const index = new Map<string, number[]>();
  members.forEach((member, position) => {
    for (const tuple of tuplesOf(valuesOf(member))) {
      const positions = index.get(tuple);
      if (positions) {
        positions.push(position);
      } else {
        index.set(tuple, [position]);
      }
    }
  });
  return index;
}

function tupleOf({ labels }: MatrixRow, { labels: names }: CounterShape) {
  return JSON.stringify(names.map(name => labels[name] ?? ''));
}

function groupOf({ labels }: MatrixRow, { groupBy }: Shape): GroupLabels {
  const present = groupBy.filter(label => labels[label]);
  return Object.fromEntries(present.map(label => [label, labels[label]]));
}

function isRole(text: string | undefined): text is Role {
  return ROLES.some(role => role === text);
}

/** Tiles of every group of every member; rows that belong to no member are dropped. */
function collectRows(
  shape: Shape,
  members: readonly KeyedMember[],
  rows: readonly MatrixRow[],
  range: TileRange,
): Map<string, GroupTiles>[] {
  const tiles = Math.max(
    0,
    Math.floor((range.endMs - range.startMs) / range.stepMs),
  );
  const byTotal = indexMembers(members, ({ total }) => total);
  const byEvents = indexMembers(members, ({ events }) => events);
  const roleLabel = roleLabelOf(shape);
  const groups = members.map(() => new Map<string, GroupTiles>());
  for (const row of rows) {
    const role = row.labels[roleLabel];
    if (isRole(role)) {
      const ofTotal = isOfTotal(role);
      const tuple = tupleOf(row, ofTotal ? shape.total : shape.events);
      const group = groupOf(row, shape);
      const key = JSON.stringify(shape.groupBy.map(label => group[label]));
      for (const position of (ofTotal ? byTotal : byEvents).get(tuple) ?? []) {
        let found = groups[position].get(key);
        if (!found) {
          found = new GroupTiles(group, range, tiles);
          groups[position].set(key, found);
        }
        found.add(role, row);
      }
    }
  }
  return groups;
}

/** Matches the rows of a query back to the SLIs that it was made for. */
export function answerShape(
  shape: Shape,
  members: readonly KeyedMember[],
  rows: readonly MatrixRow[],
  range: TileRange,
): ShapeAnswer {
  const groups = collectRows(shape, members, rows, range).map(byKey =>
    [...byKey]
      .sort(([a], [b]) => compareText(a, b))
      .map(([, groupTiles]) => groupTiles),
  );
  const series = groups.map(all =>
    all.flatMap(groupTiles => groupTiles.toSeries(shape) ?? []),
  );
  return {
    slis: members.flatMap(({ keys }, position) =>
      keys.map(key => ({ key, series: series[position] })),
    ),
    repairs: members.flatMap(({ keys }, position) =>
      keys.flatMap(key =>
        groups[position].flatMap(groupTiles =>
          groupTiles.returns().map(tileStartMs => ({
            key,
            group: groupTiles.group,
            tileStartMs,
          })),
        ),
      ),
    ),
  };
}
