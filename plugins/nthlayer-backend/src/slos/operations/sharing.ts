/** Answers the first of those that have the same values, flat and in the same order, so that the others can be forgotten. */
export function sharing<T extends object>(): (one: T) => T {
  const first = new Map<string, T>();
  return one => {
    const key = Object.values(one).join();
    const known = first.get(key) ?? one;
    first.set(key, known);
    return known;
  };
}
