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
    .map(textOf);
}

/** Most members differ in one label. */
function textOf(tuple: readonly string[]): string {
  return tuple.length === 1 ? tuple[0] : JSON.stringify(tuple);
}

/** Positions of members by the values that they accept. */
type MemberIndex = ReadonlyMap<string, readonly number[]>;

function indexMembers(
  members: readonly KeyedMember[],
  valuesOf: (member: KeyedMember) => ShapeValues,
): MemberIndex {
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
  return names.length === 1
    ? labels[names[0]] ?? ''
    : textOf(names.map(name => labels[name] ?? ''));
}

const UNGROUPED: GroupLabels = Object.freeze({});

function groupOf({ labels }: MatrixRow, { groupBy }: Shape): GroupLabels {
  if (groupBy.length === 0) {
    return UNGROUPED;
  }
  const present = groupBy.filter(label => labels[label]);
  return Object.fromEntries(present.map(label => [label, labels[label]]));
}

const KNOWN_ROLES: ReadonlySet<string> = new Set(ROLES);

function isRole(text: string | undefined): text is Role {
  return text !== undefined && KNOWN_ROLES.has(text);
}

/** Matches rows back to the SLIs that one query is made for. What does not depend on rows is worked out once. */
export class ShapeMatcher {
  readonly #shape: Shape;
  readonly #members: readonly KeyedMember[];
  readonly #byTotal: MemberIndex;
  readonly #byEvents: MemberIndex;
  readonly #roleLabel: string;

  constructor(shape: Shape, members: readonly KeyedMember[]) {
    this.#shape = shape;
    this.#members = members;
    this.#byTotal = indexMembers(members, ({ total }) => total);
    this.#byEvents = indexMembers(members, ({ events }) => events);
    this.#roleLabel = roleLabelOf(shape);
  }

  answer(rows: readonly MatrixRow[], range: TileRange): ShapeAnswer {
    const groups = this.#collect(rows, range);
    const slis: SliTiles[] = [];
    const repairs: ShapeAnswer['repairs'][number][] = [];
    this.#members.forEach(({ keys }, position) => {
      const own = groups[position] ?? [];
      const series = own.flatMap(tiles => tiles.toSeries(this.#shape) ?? []);
      for (const key of keys) {
        slis.push({ key, series });
        for (const tiles of own) {
          for (const tileStartMs of tiles.returns()) {
            repairs.push({ key, group: tiles.group, tileStartMs });
          }
        }
      }
    });
    return { slis, repairs };
  }

  /** Tiles of every group of every member, in the order of groups; rows that belong to no member are dropped. */
  #collect(
    rows: readonly MatrixRow[],
    range: TileRange,
  ): (GroupTiles[] | undefined)[] {
    const { groupBy } = this.#shape;
    const keyOf = (group: GroupLabels) =>
      groupBy.length === 0
        ? ''
        : JSON.stringify(groupBy.map(label => group[label]));
    const groups = this.#members.map(
      (): Map<string, GroupTiles> | undefined => undefined,
    );
    for (const row of rows) {
      const role = row.labels[this.#roleLabel];
      if (isRole(role)) {
        const group = groupOf(row, this.#shape);
        const key = keyOf(group);
        for (const position of this.#positionsOf(row, role)) {
          const own = (groups[position] ??= new Map());
          const tiles = own.get(key) ?? new GroupTiles(group, range);
          own.set(key, tiles);
          tiles.add(role, row);
        }
      }
    }
    return groups.map(
      own =>
        own &&
        [...own]
          .sort(([a], [b]) => compareText(a, b))
          .map(([, groupTiles]) => groupTiles),
    );
  }

  #positionsOf(row: MatrixRow, role: Role): readonly number[] {
    const { total, events } = this.#shape;
    const found = isOfTotal(role)
      ? this.#byTotal.get(tupleOf(row, total))
      : this.#byEvents.get(tupleOf(row, events));
    return found ?? [];
  }
}
