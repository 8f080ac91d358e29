/**
 * When a rule holds, told of the object that the rule belongs to. A path may lead through lists: `objectives[].op` is
 * present where any of the objectives has it.
 */
export type Condition =
  | { readonly path: string; readonly is: 'present' }
  | { readonly path: string; readonly in: readonly (string | boolean)[] }
  | { readonly not: Condition }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] };

export const present = (path: string): Condition => ({ path, is: 'present' });
export const absent = (path: string): Condition => ({ not: present(path) });
export const oneOf = (
  path: string,
  ...values: readonly (string | boolean)[]
): Condition => ({ path, in: values });

/** Paths are those of our own rules, so that there are few. */
const knownSteps = new Map<string, readonly string[]>([['', []]]);

/** The steps of a rule's path; a list's step is `[]`. */
export function stepsOf(path: string): readonly string[] {
  let steps = knownSteps.get(path);
  if (steps === undefined) {
    steps = path.replaceAll('[]', '.[]').split('.');
    knownSteps.set(path, steps);
  }
  return steps;
}

/** A value that was written; a key without a value is none. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** An own member of an object. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Whether any of the values that a path leads to is as asked. */
function someAt(
  value: unknown,
  steps: readonly string[],
  asked: (found: unknown) => boolean,
  from = 0,
): boolean {
  const step = steps[from];
  if (step === undefined) {
    return asked(value);
  }
  if (step === '[]') {
    return (
      Array.isArray(value) &&
      value.some((item: unknown) => someAt(item, steps, asked, from + 1))
    );
  }
  return someAt(memberOf(value, step), steps, asked, from + 1);
}

/** Whether a condition holds for an object, as it was written. */
export function holds(condition: Condition, value: unknown): boolean {
  if ('not' in condition) {
    return !holds(condition.not, value);
  }
  if ('any' in condition) {
    return condition.any.some(each => holds(each, value));
  }
  if ('all' in condition) {
    return condition.all.every(each => holds(each, value));
  }
  return someAt(
    value,
    stepsOf(condition.path),
    'is' in condition
      ? isPresent
      : found => condition.in.some(allowed => allowed === found),
  );
}
