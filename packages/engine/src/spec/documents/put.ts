/** Gives an object a member, whatever its name is: `__proto__`, assigned, would become the prototype. */
export function put<T>(
  object: Record<string, T>,
  name: string,
  value: T,
): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[name] = value;
  }
}
