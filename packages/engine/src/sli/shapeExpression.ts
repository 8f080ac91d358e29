import { binary, call, Expression, string } from '../promql';
import {
  counterDelta,
  counterReturns,
  fullMemory,
  groupReturns,
  scrapedBefore,
} from './counterTile';
import { EvaluatedSli, evaluatedTile } from './evaluated/evaluatedTile';
import { CounterShape, Shape, ShapeMember, unionSelector } from './shape';

/** What a row of the answer is about. */
export const ROLES = [
  'total',
  'events',
  'returned-total',
  'returned-events',
  'returned-group',
] as const;

export type Role = (typeof ROLES)[number];

/** Whether a row is about all events, and not about the good or bad ones. */
export function isOfTotal(role: Role): boolean {
  return role !== 'events' && role !== 'returned-events';
}

/** Labels that rows of a counter keep: those that tell the members apart and those of the groups. */
export function keptLabels({ labels }: CounterShape, shape: Shape): string[] {
  return [...new Set([...labels, ...shape.groupBy])].sort();
}

/** A label that the rows do not have yet, to tell their roles apart. */
export function roleLabelOf(shape: Shape): string {
  const taken = [
    ...shape.total.labels,
    ...shape.events.labels,
    ...shape.groupBy,
  ];
  let label = 'nthlayer_role';
  while (taken.includes(label)) {
    label += '_';
  }
  return label;
}

/** Rows by role. */
type Rows = Partial<Record<Role, Expression>>;

/** One expression for all the members: rows by role and by the labels that tell members and groups apart. */
export function shapeExpression(
  shape: Shape,
  members: readonly ShapeMember[],
  stepMs: number,
): Expression {
  const rows = shape.evaluated
    ? evaluatedRows(shape.evaluated, shape, members, stepMs)
    : countedRows(shape, members, stepMs);
  const label = string(roleLabelOf(shape));
  const [first, ...rest] = ROLES.flatMap(role => {
    const row = rows[role];
    return row
      ? call('label_replace', row, label, string(role), string(''), string(''))
      : [];
  });
  return rest.reduce<Expression>(
    (union, part) => binary('or', union, part),
    first,
  );
}

/** Rows of SLIs whose tiles are evaluated: no series of theirs returns. */
function evaluatedRows(
  sli: EvaluatedSli,
  shape: Shape,
  members: readonly ShapeMember[],
  stepMs: number,
): Rows {
  const labels = keptLabels(shape.total, shape);
  const { bad, total } = evaluatedTile(
    sli,
    { stepMs, lagMs: 0 },
    labels,
    unionSelector(
      shape.total,
      members.map(member => member.total),
    ),
  );
  return { total, events: bad };
}

function countedRows(
  shape: Shape,
  members: readonly ShapeMember[],
  stepMs: number,
): Rows {
  const timing = { stepMs, lagMs: 0, memory: fullMemory };
  const all = unionSelector(
    shape.total,
    members.map(({ total }) => total),
  );
  const some = unionSelector(
    shape.events,
    members.map(({ events }) => events),
  );
  const ofAll = keptLabels(shape.total, shape);
  const ofSome = keptLabels(shape.events, shape);
  return {
    total: binary(
      'and',
      counterDelta(all, timing, ofAll),
      scrapedBefore(all, timing, ofAll),
    ),
    events: counterDelta(some, timing, ofSome),
    'returned-total': counterReturns(all, timing, ofAll),
    'returned-events': counterReturns(some, timing, ofSome),
    'returned-group': groupReturns(all, timing, ofAll),
  };
}
