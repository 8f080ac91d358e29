/** Whose documents a file seems to hold; told from its text, so that what is not ours need not be parsed. */
export interface FileContent {
  readonly entities: boolean;
  readonly specs: boolean;
}

const API_VERSION =
  /(?:^|[{,])[ \t-]*["']?apiVersion["']?[ \t]*:\s*["']?(?:(?<entities>(?:[\w-]+\.)*backstage\.io)|nthlayer\.dev|openslo(?:\.com)?)\//gm;

/** Looks for the API versions of Backstage, NthLayer and OpenSLO. */
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
