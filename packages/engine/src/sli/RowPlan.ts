import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '../hash';
import { MatrixColumns, MatrixRow } from './matrixRow';
import { MemberIndex } from './MemberIndex';
import { Shape, ShapeMember } from './shape';
import { Role, roleLabelOf, ROLES } from './shapeExpression';
import { TableSeries } from './tileTable';

/** A member of the shape and the requests that it answers. */
export interface KeyedMember extends ShapeMember {
  readonly keys: readonly string[];
}

/** To which series the rows of an answer belong. It depends on their labels only. */
export interface RowPlan {
  readonly series: readonly TableSeries[];
  /** Of each row; undefined where it has none. */
  readonly roles: readonly (Role | undefined)[];
  /** Indices of series, row by row. */
  readonly targets: readonly number[];
  /** Where those of each row end. */
  readonly targetEnds: readonly number[];
}

/** Groups of one member by the text that they are sorted by. */
type Groups = ReadonlyMap<string, GroupLabels>;

/** The series of all members: those of a member follow each other, key by key, and in each by group. */
interface Layout {
  readonly series: readonly TableSeries[];
  /** Index of the series of a member's first key. */
  indexOf(position: number, group: string): number;
  /** How many groups a member has, which is how far the series of its keys are apart. */
  groupsOf(position: number): number;
}

interface PlacedRow {
  readonly role: Role | undefined;
  readonly positions: readonly number[];
  /** Text of its group. */
  readonly group: string;
}

const UNGROUPED: GroupLabels = Object.freeze({});
const NO_MEMBER: readonly number[] = [];
const KNOWN_ROLES: ReadonlySet<string> = new Set(ROLES);

function isRole(text: string | undefined): text is Role {
  return text !== undefined && KNOWN_ROLES.has(text);
}

function layOut(members: readonly KeyedMember[]): Layout {
  const series: TableSeries[] = [];
  const firsts = members.map(({ keys }) => {
    const first = series.length;
    keys.forEach(key => series.push({ key, group: UNGROUPED }));
    return first;
  });
  return { series, indexOf: position => firsts[position], groupsOf: () => 1 };
}

function layOutGroups(
  members: readonly KeyedMember[],
  groupsOf: readonly Groups[],
): Layout {
  const series: TableSeries[] = [];
  const firsts = members.map(({ keys }, position) => {
    const first = new Map<string, number>();
    const groups = [...groupsOf[position]].sort(([a], [b]) =>
      compareText(a, b),
    );
    groups.forEach(([text], index) => first.set(text, series.length + index));
    for (const key of keys) {
      groups.forEach(([, group]) => series.push({ key, group }));
    }
    return first;
  });
  return {
    series,
    indexOf: (position, group) => firsts[position].get(group)!,
    groupsOf: position => firsts[position].size,
  };
}

/** Finds out to which series rows belong. What does not depend on rows is worked out once. */
export class RowPlanner {
  readonly #shape: Shape;
  readonly #members: readonly KeyedMember[];
  readonly #index: MemberIndex;
  readonly #roleLabel: string;
  /** That of a shape without groups. */
  readonly #ungrouped: Layout | undefined;

  constructor(shape: Shape, members: readonly KeyedMember[]) {
    this.#shape = shape;
    this.#members = members;
    this.#index = new MemberIndex(shape, members);
    this.#roleLabel = roleLabelOf(shape);
    this.#ungrouped = shape.groupBy.length > 0 ? undefined : layOut(members);
  }

  /** Rows that belong to no member have no target. */
  plan(labels: MatrixColumns['labels']): RowPlan {
    const rows = labels.map(each => this.#place(each));
    const layout = this.#ungrouped ?? this.#layOutGroups(labels, rows);
    const targets: number[] = [];
    const targetEnds = rows.map(({ positions, group }) => {
      for (const position of positions) {
        const first = layout.indexOf(position, group);
        const groups = layout.groupsOf(position);
        this.#members[position].keys.forEach((_, key) => {
          targets.push(first + key * groups);
        });
      }
      return targets.length;
    });
    const { series } = layout;
    return { series, roles: rows.map(({ role }) => role), targets, targetEnds };
  }

  #place(labels: MatrixRow['labels']): PlacedRow {
    const { groupBy } = this.#shape;
    const text = labels[this.#roleLabel];
    const role = isRole(text) ? text : undefined;
    const positions = role ? this.#index.positionsOf(labels, role) : NO_MEMBER;
    const group =
      groupBy.length > 0
        ? JSON.stringify(groupBy.map(label => labels[label] || undefined))
        : '';
    return { role, positions, group };
  }

  #layOutGroups(
    labels: MatrixColumns['labels'],
    rows: readonly PlacedRow[],
  ): Layout {
    const { groupBy } = this.#shape;
    const all = this.#members.map(() => new Map<string, GroupLabels>());
    rows.forEach(({ positions, group }, row) => {
      for (const position of positions) {
        if (!all[position].has(group)) {
          const present = groupBy.filter(label => labels[row][label]);
          const entries = present.map(label => [label, labels[row][label]]);
          all[position].set(group, Object.fromEntries(entries));
        }
      }
    });
    return layOutGroups(this.#members, all);
  }
}
