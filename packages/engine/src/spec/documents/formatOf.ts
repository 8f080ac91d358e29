import { DocumentFormat } from './sourceDocument';

/** What the API versions of each format look like. */
const FORMATS: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^([\w-]+\.)*backstage\.io\//, 'backstage'],
  [/^nthlayer\.dev\//, 'nthlayer'],
  [/^openslo(\.com)?\//, 'openslo'],
];

/** The format that an `apiVersion` belongs to, whatever its version. */
export function formatOf(apiVersion: unknown): DocumentFormat {
  const text = typeof apiVersion === 'string' ? apiVersion : '';
  return FORMATS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}
