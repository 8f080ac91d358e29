import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { didYouMean } from '../spec/didYouMean';
import { quote } from '../spec/diagnostics';

const MOST_SHOWN = 8;
/** Label values that are longer were not meant by anybody, and cost time to compare. */
const LONGEST_COMPARED = 100;

/** Texts of a remote side, a few of them, safe to show. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_SHOWN).map(quote).join(', ');
  const more = texts.length - MOST_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** A matcher as PromQL has it. */
export function matcherText({ label, op, value }: Matcher): string {
  return `${label}${op}${quote(value)}`;
}

/** The nearest of the texts of a remote side, or undefined where none is near. */
export function nearest(
  word: string,
  texts: readonly string[],
): string | undefined {
  const comparable = texts.filter(({ length }) => length <= LONGEST_COMPARED);
  return didYouMean(word, comparable);
}
