import { closest, distance } from 'fastest-levenshtein';

const LONGEST_GUESSED = 64;

/**
 * The candidate that a mistyped word most likely meant; `undefined` when none is near.
 */
export function didYouMean(
  word: string,
  candidates: readonly string[],
): string | undefined {
  if (candidates.length === 0 || word.length > LONGEST_GUESSED) {
    return undefined;
  }
  const folded = word.trim().toLowerCase();
  const plain = candidates.map(candidate => candidate.toLowerCase());
  const nearest = closest(folded, plain);
  const allowed = Math.ceil(nearest.length / 3);
  return distance(folded, nearest) <= allowed
    ? candidates[plain.indexOf(nearest)]
    : undefined;
}
