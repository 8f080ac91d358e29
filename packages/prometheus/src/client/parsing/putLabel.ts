/** Gives a row a label, whatever its name is: `__proto__`, assigned, would become the prototype. */
export function putLabel(
  labels: Record<string, string>,
  name: string,
  value: string,
): void {
  if (name === '__proto__') {
    Object.defineProperty(labels, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    labels[name] = value;
  }
}
