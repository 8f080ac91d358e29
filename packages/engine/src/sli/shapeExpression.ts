import { binary, call, Expression, string } from '../promql';
import {
  counterDelta,
  counterReturns,
  fullMemory,
  groupReturns,
  scrapedBefore,
} from './counterTile';
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

/** Labels that rows of a counter keep: those that tell the members apart and those of the groups. */
function keptLabels({ labels }: CounterShape, shape: Shape): string[] {
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

/** One expression for all the members: rows by role and by the labels that tell members and groups apart. */
export function shapeExpression(
  shape: Shape,
  members: readonly ShapeMember[],
  stepMs: number,
): Expression {
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
  const rows: Record<Role, Expression> = {
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
  const label = string(roleLabelOf(shape));
  const [first, ...rest] = ROLES.map(role =>
    call(
      'label_replace',
      rows[role],
      label,
      string(role),
      string(''),
      string(''),
    ),
  );
  return rest.reduce<Expression>(
    (union, part) => binary('or', union, part),
    first,
  );
}
