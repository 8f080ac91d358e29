/** Some of a value, and where in it it stands. */
export interface Part {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** So much is taken over in a millisecond or two. */
const MOST_OF_A_MESSAGE = 4000;

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

function isContainer(value: unknown): value is Container {
  return (
    Array.isArray(value) ||
    (typeof value === 'object' &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype)
  );
}

/** How many values a value is made of; counts no further than it need. */
function weightOf(value: unknown, most: number): number {
  if (!isContainer(value)) {
    return 1;
  }
  let weight = 1;
  for (const member of Object.values(value)) {
    weight += weightOf(member, most - weight);
    if (weight > most) {
      return weight;
    }
  }
  return weight;
}

/** A plain value in parts, in an order in which they can be put together; those of one list make one message. */
export function* partsOf(root: unknown): Generator<readonly Part[]> {
  let parts: Part[] = [];
  let room = MOST_OF_A_MESSAGE;

  function* send(path: Part['path'], value: unknown): Generator<Part[]> {
    const weight = weightOf(value, MOST_OF_A_MESSAGE);
    const isWhole = weight <= MOST_OF_A_MESSAGE;
    if (isWhole && weight > room) {
      yield parts;
      parts = [];
      room = MOST_OF_A_MESSAGE;
    }
    const empty = Array.isArray(value) ? [] : {};
    parts.push({ path, value: isWhole ? value : empty });
    room -= isWhole ? weight : 1;
    if (!isWhole) {
      const keys = Array.isArray(value)
        ? value.keys()
        : Object.keys(value as object);
      for (const key of keys) {
        yield* send([...path, key], (value as never)[key]);
      }
    }
  }

  yield* send([], root);
  yield parts;
}

/** Puts parts together. */
export class Joined {
  value: unknown;

  add(parts: readonly Part[]): void {
    for (const { path, value } of parts) {
      const key = path.at(-1);
      if (key === undefined) {
        this.value = value;
      } else {
        // assigned, `__proto__` would become the prototype
        Object.defineProperty(this.#at(path.slice(0, -1)), key, {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
    }
  }

  #at(path: Part['path']): object {
    return path.reduce((at, key) => at[key as never], this.value as object);
  }
}
