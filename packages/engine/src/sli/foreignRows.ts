import { MatrixRow } from './matrixRow';
import { CounterShape, Shape, ShapeMember, ShapeValues } from './shape';
import { isOfTotal, Role, roleLabelOf, ROLES } from './shapeExpression';

type IsAnswer = (labels: MatrixRow['labels']) => boolean;

/** Whether every value that tells members apart is one that some member accepts. */
function fits(
  { labels: names }: CounterShape,
  members: readonly ShapeValues[],
): IsAnswer {
  const accepted = names.map(
    (_, index) => new Set(members.flatMap(member => member[index])),
  );
  return labels =>
    names.every((name, i) => accepted[i].has(labels[name] ?? ''));
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
  );
  const fitsEvents = fits(
    shape.events,
    members.map(({ events }) => events),
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
