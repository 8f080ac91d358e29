/**
 * Topics by which the catalog and the backend tell each other of spec files.
 *
 * @public
 */
export const SPEC_FILE_TOPICS = {
  /** The catalog has processed entities that name spec files; the payload has their `entityRefs`. */
  processed: 'nthlayer.spec-file.processed',
  /** The files that specs ask for; the payload has `keys`: entity refs with the catalog's refresh keys of the files. */
  found: 'nthlayer.spec-file.found',
} as const;
