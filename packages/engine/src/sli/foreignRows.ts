import { MatrixRow } from './matrixRow';
import { CounterShape, Shape, ShapeMember, ShapeValues } from './shape';
import { isOfTotal, Role, roleLabelOf, ROLES } from './shapeExpression';

type IsAnswer = (row: MatrixRow) => boolean;

/** Whether every value that tells members apart is one that some member accepts. */
function fits(
  { labels }: CounterShape,
  members: readonly ShapeValues[],
): IsAnswer {
  const accepted = labels.map(
    (_, index) => new Set(members.flatMap(member => member[index])),
  );
  return row =>
    labels.every((label, i) => accepted[i].has(row.labels[label] ?? ''));
}

/**
 * Tells whether there are rows that the query cannot have chosen: then it is the answer to another query or of another
 * tenant, and what seems to fit in it may be as wrong.
 */
export function foreignRows(
  shape: Shape,
  members: readonly ShapeMember[],
): (rows: readonly MatrixRow[]) => boolean {
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
  const isForeign = (row: MatrixRow) => {
    const role = row.labels[roleLabel] ?? '';
    return !(
      roles.has(role) &&
      (isOfTotal(role as Role) ? fitsTotal(row) : fitsEvents(row))
    );
  };
  return rows => rows.some(isForeign);
}
