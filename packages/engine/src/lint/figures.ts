/** A count or rate for people: three significant digits below a thousand, whole numbers above. */
export function figure(value: number): string {
  const shown =
    Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : Math.round(value);
  return shown.toLocaleString('en', { maximumFractionDigits: 12 });
}

/** A share as a percentage for people. */
export function share(ratio: number): string {
  return `${figure(ratio * 100)} %`;
}

/** E.g. `1 event`, `2.5 events`. */
export function counted(count: number, noun: string): string {
  const text = figure(count);
  return `${text} ${noun}${text === '1' ? '' : 's'}`;
}
