import { MatrixRow } from './matrixRow';
import { CounterShape, Shape, ShapeMember, ShapeValues } from './shape';
import {
  isOfTotal,
  keptLabels,
  Role,
  roleLabelOf,
  ROLES,
} from './shapeExpression';

type IsAnswer = (labels: MatrixRow['labels']) => boolean;

/** Whether the labels are those that rows of a counter keep, and their values some that a member accepts. */
function fits(
  counter: CounterShape,
  members: readonly ShapeValues[],
  shape: Shape,
): IsAnswer {
  const { labels: names } = counter;
  const kept = new Set([...keptLabels(counter, shape), roleLabelOf(shape)]);
  const accepted = names.map(
    (_, index) => new Set(members.flatMap(member => member[index])),
  );
  return labels =>
    names.every((name, i) => accepted[i].has(labels[name] ?? '')) &&
    Object.keys(labels).every(name => kept.has(name) || labels[name] === '');
}

/**
 * Tells whether there are rows that the query cannot have chosen: then it is the answer to another query or of another
 * tenant, and what seems to fit in it may be as wrong.
 */
export function foreignRows(
  shape: Shape,
  members: readonly ShapeMember[],
): (all: readonly MatrixRow['labels'][]) => boolean {
  const roleLabel = roleLabelOf(shape);
  const fitsTotal = fits(
    shape.total,
    members.map(({ total }) => total),
    shape,
  );
  const fitsEvents = fits(
    shape.events,
    members.map(({ events }) => events),
    shape,
  );
  const roles: ReadonlySet<string> = new Set(ROLES);
  const isForeign = (labels: MatrixRow['labels']) => {
    const role = labels[roleLabel] ?? '';
    return !(
      roles.has(role) &&
      (isOfTotal(role as Role) ? fitsTotal(labels) : fitsEvents(labels))
    );
  };
  return all => all.some(isForeign);
}
