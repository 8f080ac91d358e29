import { Grouping, VectorMatching } from './expression';
import { wellFormed } from './stringLiteral';

function texts(values: readonly string[]): readonly string[] {
  return Object.freeze(values.map(wellFormed));
}

/**
 * Joins samples in which these labels agree.
 *
 * @public
 */
export function on(
  labels: readonly string[],
  group?: VectorMatching['group'],
  placeholders: readonly string[] = [],
): VectorMatching {
  return matching('on', labels, group, placeholders);
}

/**
 * Joins samples in which all labels but these agree.
 *
 * @public
 */
export function ignoring(
  labels: readonly string[],
  group?: VectorMatching['group'],
  placeholders: readonly string[] = [],
): VectorMatching {
  return matching('ignoring', labels, group, placeholders);
}

function matching(
  kind: VectorMatching['kind'],
  labels: readonly string[],
  group: VectorMatching['group'],
  placeholders: readonly string[],
): VectorMatching {
  return Object.freeze({
    kind,
    labels: texts(labels),
    ...(group && {
      group: Object.freeze({ ...group, include: texts(group.include) }),
    }),
    ...(placeholders.length > 0 && {
      placeholders: Object.freeze([...placeholders]),
    }),
  });
}

/**
 * An aggregation keeps these labels.
 *
 * @public
 */
export function by(
  labels: readonly string[],
  placeholders: readonly string[] = [],
): Grouping {
  return groupingOf('by', labels, placeholders);
}

/**
 * An aggregation keeps all labels but these.
 *
 * @public
 */
export function without(
  labels: readonly string[],
  placeholders: readonly string[] = [],
): Grouping {
  return groupingOf('without', labels, placeholders);
}

function groupingOf(
  kind: Grouping['kind'],
  labels: readonly string[],
  placeholders: readonly string[],
): Grouping {
  return Object.freeze({
    kind,
    labels: texts(labels),
    ...(placeholders.length > 0 && {
      placeholders: Object.freeze([...placeholders]),
    }),
  });
}
