/** A number that was written as text, or a text that YAML takes for something else, as it would be right. */
export function otherType(
  value: unknown,
  isFine: (value: unknown) => boolean,
): string | undefined {
  if (typeof value === 'string') {
    const number = value.trim() === '' ? NaN : Number(value);
    return !Number.isNaN(number) && isFine(number)
      ? `${number}, without quotes`
      : undefined;
  }
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return isPlain && isFine(String(value))
    ? `"${String(value)}", with quotes`
    : undefined;
}
