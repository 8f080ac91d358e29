import {
  Matcher,
  CounterSli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, compareText } from '../hash';
import { anyOf, selector, VectorSelectorNode } from '../promql';
import { EvaluatedSli } from './evaluated/evaluatedTile';
import { countersOf, SliCounter } from './sliCounters';

/** A counter without the values of its equality matchers. */
export interface CounterShape {
  readonly metric: string;
  /** Matchers that are the same for all SLIs of the shape. */
  readonly fixed: readonly Matcher[];
  /** Labels whose values differ from SLI to SLI, sorted. */
  readonly labels: readonly string[];
}

/** What SLIs have in common that one query can read. */
export interface Shape {
  readonly total: CounterShape;
  readonly part: 'bad' | 'good';
  readonly events: CounterShape;
  readonly mayLack: boolean;
  /** Where tiles are evaluated and not counted: how; both parts are the same series. */
  readonly evaluated?: EvaluatedSli;
  readonly groupBy: readonly string[];
}

/** For each of a counter shape's labels the values that one SLI accepts, usually one. */
export type ShapeValues = readonly (readonly string[])[];

/** One SLI of a shape. */
export interface ShapeMember {
  readonly total: ShapeValues;
  readonly events: ShapeValues;
}

/** A counter's shape and the values that one SLI has in it. */
export function splitCounter({
  selector: { metric, matchers },
  bounds,
}: SliCounter): {
  shape: CounterShape;
  values: ShapeValues;
} {
  const free = new Map<string, readonly string[]>(bounds && [['le', bounds]]);
  const fixed: Matcher[] = [];
  for (const matcher of matchers) {
    const { label, op, value } = matcher;
    if (op === '=' && label !== '__name__' && !free.has(label)) {
      free.set(label, [value]);
    } else {
      fixed.push(matcher);
    }
  }
  const sorted = [...free].sort(([a], [b]) => compareText(a, b));
  fixed.sort((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
  return {
    shape: { metric, fixed, labels: sorted.map(([label]) => label) },
    values: sorted.map(([, values]) => values),
  };
}

/** Splits an SLI into what it shares with others and what is its own. */
export function splitSli(sli: CounterSli): {
  shape: Shape;
  member: ShapeMember;
} {
  const { total, part, events, mayLack, groupBy } = countersOf(sli);
  const all = splitCounter(total);
  const some = splitCounter(events);
  return {
    shape: { total: all.shape, part, events: some.shape, mayLack, groupBy },
    member: { total: all.values, events: some.values },
  };
}

/** Series of all the members together; it may also choose strangers. */
export function unionSelector(
  shape: CounterShape,
  members: readonly ShapeValues[],
): VectorSelectorNode {
  const free = shape.labels.map((label, index) => {
    const values = new Set(members.flatMap(member => member[index]));
    return anyOf(label, [...values].sort(compareText));
  });
  return selector(shape.metric, [...shape.fixed, ...free]);
}
