import { MatrixRow } from './matrixRow';
import { CounterShape, Shape, ShapeMember, ShapeValues } from './shape';
import { isOfTotal, Role } from './shapeExpression';

type Labels = MatrixRow['labels'];
/** Positions of members by the values that they accept. */
type Positions = ReadonlyMap<string, readonly number[]>;

/** Every combination of accepted values, as text. */
function tuplesOf(values: ShapeValues): readonly string[] {
  if (values.length === 1) {
    return values[0];
  }
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

function indexMembers(all: readonly ShapeValues[]): Positions {
  const index = new Map<string, number[]>();
  all.forEach((values, position) => {
    for (const tuple of tuplesOf(values)) {
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

function tupleOf(labels: Labels, { labels: names }: CounterShape): string {
  return names.length === 1
    ? labels[names[0]] ?? ''
    : textOf(names.map(name => labels[name] ?? ''));
}

/** Finds the members of a shape that rows are about. */
export class MemberIndex {
  readonly #shape: Shape;
  readonly #byTotal: Positions;
  readonly #byEvents: Positions;

  constructor(shape: Shape, members: readonly ShapeMember[]) {
    this.#shape = shape;
    this.#byTotal = indexMembers(members.map(({ total }) => total));
    this.#byEvents = indexMembers(members.map(({ events }) => events));
  }

  positionsOf(labels: Labels, role: Role): readonly number[] {
    const { total, events } = this.#shape;
    const found = isOfTotal(role)
      ? this.#byTotal.get(tupleOf(labels, total))
      : this.#byEvents.get(tupleOf(labels, events));
    return found ?? [];
  }
}
