/** A value that counts how often something in it is looked at: work, without a clock. */
export function counted(value: unknown): {
  readonly value: unknown;
  /** How many values it is made of. */
  readonly size: number;
  looks(): number;
} {
  let looks = 0;
  let size = 0;
  function watch(item: unknown): unknown {
    size += 1;
    if (typeof item !== 'object' || item === null) {
      return item;
    }
    const inner: object = Array.isArray(item)
      ? item.map(watch)
      : Object.fromEntries(
          Object.entries(item).map(([name, field]) => [name, watch(field)]),
        );
    return new Proxy(inner, {
      get(target, name, receiver) {
        looks += 1;
        return Reflect.get(target, name, receiver);
      },
      getOwnPropertyDescriptor(target, name) {
        looks += 1;
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      ownKeys(target) {
        looks += 1;
        return Reflect.ownKeys(target);
      },
    });
  }
  const watched = watch(value);
  return { value: watched, size, looks: () => looks };
}
