import { readDocuments, SourceFile } from '../spec';

/**
 * Whose documents a file seems to hold.
 *
 * @public
 */
export interface FileContent {
  readonly entities: boolean;
  readonly specs: boolean;
}

const API_VERSION =
  /(?:^|[{,])[ \t-]*["']?apiVersion["']?[ \t]*:\s*["']?(?:(?<entities>(?:[\w-]+\.)*backstage\.io)|nthlayer\.dev|openslo(?:\.com)?|(?:open)?srm|opensrm\.nthlayer\.io)\//gm;
/** `service:` with a team or a tier, and not the `service:` of a Helm chart. */
const LEGACY_SERVICE = /(?:^|[{,])[ \t]*["']?service["']?[ \t]*:/m;
const LEGACY_FIELD = /(?:^|[{,])[ \t]*["']?(?:team|tier)["']?[ \t]*:/m;

/**
 * Looks for the API versions of Backstage, NthLayer, OpenSLO and OpenSRM: told from the text, so that what is not ours
 * need not be parsed.
 *
 * @public
 */
export function contentOf(text: string): FileContent {
  let specs = false;
  for (const { groups } of text.matchAll(API_VERSION)) {
    if (groups?.entities !== undefined) {
      return { entities: true, specs: false };
    }
    specs = true;
  }
  return { entities: false, specs };
}

/**
 * Whether a file holds documents that are read. One of NthLayer's first format has no API version: what looks like one
 * is parsed to be sure.
 *
 * @public
 */
export function isOurs(file: SourceFile): boolean {
  const { entities, specs } = contentOf(file.text);
  return entities || specs || isLegacyFile(file);
}

/**
 * Whether a file holds a service of NthLayer's first format.
 *
 * @public
 */
export function isLegacyFile(file: SourceFile): boolean {
  return (
    LEGACY_SERVICE.test(file.text) &&
    LEGACY_FIELD.test(file.text) &&
    readDocuments(file).documents.some(({ format }) => format === 'legacy')
  );
}
