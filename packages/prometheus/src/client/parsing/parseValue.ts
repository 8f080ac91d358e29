const WORDS: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Inf', Infinity],
  ['+Inf', Infinity],
  ['-Inf', -Infinity],
]);
/** No two parts of it match the same digits: a long text that is no number is found out in one go. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A value as servers print it; undefined for what is none. */
export function parseValue(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : WORDS.get(text);
}
