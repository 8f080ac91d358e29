/** Where a spec file is to be looked for. */
export type SpecFileLocation =
  | {
      readonly kind: 'local';
      /** Folder of the entity's file, which the spec file must not leave. */
      readonly folder: string;
      /** Relative, with `/`. */
      readonly path: string;
    }
  | { readonly kind: 'remote'; readonly url: string; readonly path: string };

/** One text for one place. */
export function sourceOf(location: SpecFileLocation): string {
  return location.kind === 'remote'
    ? location.url
    : `file:${location.folder}/${location.path}`;
}
