import { Entity } from '@backstage/catalog-model';
import {
  readSpecPath,
  SourceDocument,
  SpecFile,
  specAnnotationOf,
  specFileOf,
} from '../spec';

/**
 * Gives a file that an entity names, by its path among the other files.
 *
 * @public
 */
export type ReadSpecFile = (path: string) => SpecFile | Promise<SpecFile>;

/** The spec file of an entity, read or not, and its path among the other files where that is one. */
export interface NamedSpec {
  readonly path?: string;
  readonly file: SpecFile;
}

/** Reads the spec file that an entity names, beside its catalog file or below. `undefined` when it names none. */
export async function readNamedSpec(
  { value, file }: SourceDocument,
  readSpec: ReadSpecFile,
): Promise<NamedSpec | undefined> {
  const entity = value as Entity;
  const named = specFileOf(entity);
  if (named === undefined) {
    return undefined;
  }
  const at = specAnnotationOf(entity);
  const checked = readSpecPath(named);
  if ('problem' in checked) {
    return { file: { path: named, problem: { ...checked.problem, path: at } } };
  }
  const path = `${file.slice(0, file.lastIndexOf('/') + 1)}${checked.path}`;
  const read = await readSpec(path);
  return 'problem' in read
    ? { path, file: { ...read, problem: { ...read.problem, path: at } } }
    : { path, file: read };
}
