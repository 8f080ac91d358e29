import { canonicalJson, compareText } from '../hash';
import { SliRequest } from '../ports';
import { isCounterSli, MatrixRow } from '../sli';
import {
  CounterShape,
  ShapeValues,
  splitSli,
  unionSelector,
} from '../sli/shape';
import { aggregate, by, Expression, VectorSelectorNode } from '../promql';

/** Which counter of an SLI. */
export type CounterRole = 'total' | 'events';

/** Counters that differ in the values of equality matchers only, so that one query asks about all of them. */
export interface CounterGroup {
  readonly role: CounterRole;
  readonly labels: readonly string[];
  readonly selector: VectorSelectorNode;
  readonly keys: readonly string[];
  /** Rows of an answer by `labels`, for every key, empty where there are none. */
  rowsByKey(rows: readonly MatrixRow[]): ReadonlyMap<string, MatrixRow[]>;
}

interface Member {
  readonly values: ShapeValues;
  readonly keys: string[];
}

interface Collected {
  readonly role: CounterRole;
  readonly shape: CounterShape;
  readonly members: Map<string, Member>;
}

/** An aggregation that keeps these labels, none of them for one row in all. */
export function aggregateBy(
  op: 'sum' | 'count' | 'max',
  labels: readonly string[],
  expression: Expression,
): Expression {
  return aggregate(op, expression, labels.length > 0 ? by(labels) : undefined);
}

/** The counters in as few groups as can be asked for at once, in the same order for the same SLIs. */
export function counterGroups(
  requests: readonly SliRequest[],
  roles: readonly CounterRole[],
  most: number,
): CounterGroup[] {
  return collect(requests, roles).flatMap(({ role, shape, members }) => {
    const sorted = [...members].sort(([a], [b]) => compareText(a, b));
    const groups: CounterGroup[] = [];
    for (let first = 0; first < sorted.length; first += most) {
      const own = sorted.slice(first, first + most).map(([, member]) => member);
      groups.push(groupOf(role, shape, own));
    }
    return groups;
  });
}

function collect(
  requests: readonly SliRequest[],
  roles: readonly CounterRole[],
): Collected[] {
  const found = new Map<string, Collected>();
  for (const { key, sli } of requests) {
    if (!isCounterSli(sli)) {
      continue; // nothing of it is inspected, which lintService says
    }
    const { shape, member } = splitSli(sli);
    for (const role of roles) {
      const id = canonicalJson([role, shape[role]]);
      const group = found.get(id) ?? {
        role,
        shape: shape[role],
        members: new Map(),
      };
      found.set(id, group);
      const values = member[role];
      const valuesId = JSON.stringify(values);
      const known = group.members.get(valuesId) ?? { values, keys: [] };
      group.members.set(valuesId, known);
      known.keys.push(key);
    }
  }
  return [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, group]) => group);
}

function groupOf(
  role: CounterRole,
  shape: CounterShape,
  members: readonly Member[],
): CounterGroup {
  const byTuple = new Map<string, Set<string>>();
  for (const { values, keys } of members) {
    for (const tuple of tuplesOf(values)) {
      const known = byTuple.get(tuple) ?? new Set();
      keys.forEach(key => known.add(key));
      byTuple.set(tuple, known);
    }
  }
  const keys = members.flatMap(member => member.keys);
  return {
    role,
    labels: shape.labels,
    selector: unionSelector(
      shape,
      members.map(({ values }) => values),
    ),
    keys,
    rowsByKey(rows) {
      const found = new Map<string, MatrixRow[]>(keys.map(key => [key, []]));
      for (const row of rows) {
        const tuple = JSON.stringify(
          shape.labels.map(label => row.labels[label] ?? ''),
        );
        byTuple.get(tuple)?.forEach(key => found.get(key)?.push(row));
      }
      return found;
    },
  };
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
