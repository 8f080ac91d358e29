/** What a file may cost before it is read any further. */
export const LIMITS = {
  specBytes: 256 * 1024,
  /** Catalog files hold many entities, and the catalog has read them before us. */
  catalogBytes: 4 * 1024 * 1024,
  depth: 32,
  keysOfOneMap: 2000,
  aliases: 100,
  /** Of a spec file; a larger one is many files. */
  documents: 200,
  /** Services of a spec file: each of them is read on its own. */
  services: 100,
  /** Words, brackets, line ends and the like of a spec file: what costs time is how many there are, not their length. */
  words: 100_000,
  /** Files beside a spec file that are looked for, whether or not they are there. */
  filesBeside: 200,
  /** Of a spec with its files, so that it takes no longer to read than one file. */
  bytesTogether: 256 * 1024,
  /** How often what was found may ask for more. */
  roundsBeside: 4,
  /** Environments whose files are looked for. */
  environments: 50,
} as const;

const CATALOG =
  /^\uFEFF?[ \t{[]*["']?apiVersion["']?[ \t]*:[ \t]*["']?[\w.-]*backstage\.io\//m;

/** How long a file may be; told from its text, since nothing is parsed yet. */
export function longestOf(text: string): number {
  return CATALOG.test(text) ? LIMITS.catalogBytes : LIMITS.specBytes;
}
