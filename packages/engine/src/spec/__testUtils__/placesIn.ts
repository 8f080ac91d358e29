/** An object or a list. */
export type Holder = Record<string | number, unknown>;

/** Every member of every object and list in a value. */
export function placesIn(value: unknown): [Holder, string | number][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return members.flatMap(([key, member]): [Holder, string | number][] => [
    [value as Holder, key],
    ...placesIn(member),
  ]);
}
