import { combine, hashText } from '../events/random';

/** Letters that Kubernetes uses in generated names. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function letters(hash: number, count: number): string {
  let name = '';
  for (let i = 0; i < count; i++) {
    name += LETTERS[combine(hash, i) % LETTERS.length];
  }
  return name;
}

/** The name of a pod: its release's, then its own letters. */
export function podName(
  service: string,
  replica: number,
  generation: number,
): string {
  const release = combine(hashText(service), generation);
  return `${service}-${letters(release, 9)}-${letters(
    combine(release, replica + 1),
    5,
  )}`;
}
