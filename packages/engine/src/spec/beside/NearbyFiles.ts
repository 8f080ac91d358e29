import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { FileBeside, SourceDocument, SourceFile } from '../documents';
import { readSpecDocuments } from '../documents/readDocuments';

/** What came of looking for a file. */
export type Lookup =
  | {
      readonly kind: 'found';
      /** As it is shown to people. */
      readonly path: string;
      readonly documents: readonly SourceDocument[];
      /** What is wrong with the file as a whole; told once. */
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'refused'; readonly problem: Diagnostic }
  | { readonly kind: 'missing' }
  /** Nobody has looked yet. */
  | { readonly kind: 'unknown' };

/**
 * The files beside a spec file, as far as somebody has looked for them. Names are relative to its folder. What is asked
 * for and was not looked for is remembered, so that it can be.
 */
export class NearbyFiles {
  readonly #folder: string;
  readonly #files: ReadonlyMap<string, FileBeside>;
  readonly #parsed = new Map<string, readonly SourceDocument[]>();
  readonly #used = new Set<string>();
  readonly #wanted: (readonly string[])[] = [];
  /** Name of the spec file without folder and ending: files of its environments are called after it. */
  readonly stem: string;
  /** Environments that have files, perhaps. */
  readonly environments: readonly string[];
  /** Whether anybody could look. */
  readonly known: boolean;

  static of(file: SourceFile): NearbyFiles {
    return new NearbyFiles(file);
  }

  private constructor({ path, beside }: SourceFile) {
    const start = path.lastIndexOf('/') + 1;
    this.#folder = path.slice(0, start);
    this.stem = path.slice(start).replace(/\.[^.]*$/, '');
    this.environments = beside?.environments ?? [];
    this.known = beside !== undefined;
    this.#files = new Map((beside?.files ?? []).map(each => [each.path, each]));
  }

  /** The first of some names that there is a file of. */
  first(names: readonly string[]): Lookup {
    const paths = names.map(name => `${this.#folder}${name}`);
    for (const [index, path] of paths.entries()) {
      const file = this.#files.get(path);
      if (file === undefined) {
        this.#wanted.push(paths.slice(index));
        return { kind: 'unknown' };
      }
      if ('problem' in file) {
        return { kind: 'refused', problem: file.problem };
      }
      if ('text' in file) {
        return this.#read(file);
      }
    }
    return { kind: 'missing' };
  }

  /** Paths of which the first that is there was asked for, and nobody has looked. */
  wanted(): readonly (readonly string[])[] {
    return this.#wanted;
  }

  /** Paths of the files that were read. */
  used(): readonly string[] {
    return [...this.#used];
  }

  #read(file: SourceFile): Lookup {
    const { path } = file;
    this.#used.add(path);
    const before = this.#parsed.get(path);
    if (before) {
      return { kind: 'found', path, documents: before, diagnostics: [] };
    }
    const { documents, diagnostics } = readSpecDocuments(file);
    this.#parsed.set(path, documents);
    return { kind: 'found', path, documents, diagnostics };
  }
}
