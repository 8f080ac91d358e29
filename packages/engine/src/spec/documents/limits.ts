/** What a file may cost before it is read any further. */
export const LIMITS = {
  specBytes: 256 * 1024,
  /** Catalog files hold many entities, and the catalog has read them before us. */
  catalogBytes: 4 * 1024 * 1024,
  depth: 32,
  keysOfOneMap: 2000,
  aliases: 100,
} as const;

const CATALOG =
  /^\uFEFF?[ \t{[]*["']?apiVersion["']?[ \t]*:[ \t]*["']?[\w.-]*backstage\.io\//m;

/** How long a file may be; told from its text, since nothing is parsed yet. */
export function longestOf(text: string): number {
  return CATALOG.test(text) ? LIMITS.catalogBytes : LIMITS.specBytes;
}
