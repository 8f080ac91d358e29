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

/** The steps of a path; a list's step is `[]`. */
export function stepsOf(path: string): readonly string[] {
  return path === '' ? [] : path.replaceAll('[]', '.[]').split('.');
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

/** The values that a path leads to. */
function valuesAt(value: unknown, steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return [value];
  }
  if (step === '[]') {
    return Array.isArray(value)
      ? value.flatMap(item => valuesAt(item, rest))
      : [];
  }
  return valuesAt(memberOf(value, step), rest);
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
  const values = valuesAt(value, stepsOf(condition.path));
  return 'is' in condition
    ? values.some(isPresent)
    : values.some(each => condition.in.some(allowed => allowed === each));
}
