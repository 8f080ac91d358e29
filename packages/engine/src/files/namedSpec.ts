import { Entity } from '@backstage/catalog-model';
import {
  environmentsToLookFor,
  FileRefusal,
  readFilesBeside,
  filesRead,
  readSpecPath,
  SourceDocument,
  SourceFile,
  SpecContext,
  SpecFile,
  specAnnotationOf,
  specFileOf,
} from '../spec';
import { fileMissing } from './fileRefusals';
import { NamedFileReader } from './FileToRead';
import { NamedSpecs } from './NamedSpecs';

/** What files that others name are read with. */
export interface NamedReading {
  readonly context: SpecContext;
  readonly reader: NamedFileReader;
  /** Keeps which files belong to whom. */
  readonly named: NamedSpecs;
}

/**
 * The spec file of an entity, beside its catalog file or below, with the files that it asks for. `undefined` when the
 * entity names none.
 */
export async function readNamedSpec(
  { value, file }: SourceDocument,
  options: NamedReading,
): Promise<SpecFile | undefined> {
  const entity = value as Entity;
  const reference = specFileOf(entity);
  if (reference === undefined) {
    return undefined;
  }
  const refuse = (path: string, refusal: FileRefusal): SpecFile => ({
    path,
    problem: { severity: 'error', ...refusal, path: specAnnotationOf(entity) },
  });
  const checked = readSpecPath(reference);
  if ('problem' in checked) {
    const { code, summary, detail } = checked.problem;
    return refuse(reference, { code, summary, detail });
  }
  const path = `${file.slice(0, file.lastIndexOf('/') + 1)}${checked.path}`;
  const { reader, named } = options;
  const read = await reader.read(path);
  if (read === undefined || 'problem' in read) {
    return refuse(path, read?.problem ?? fileMissing(path));
  }
  named.add(await keyOf(path, reader), String(entity.metadata?.name));
  return withBeside({ path, text: read.text }, options, entity);
}

/** A spec file with the files that it asks for; these do not stand for themselves. */
export async function withBeside(
  file: SourceFile,
  { context, reader, named }: NamedReading,
  entity?: Entity,
): Promise<SourceFile> {
  const environments = environmentsToLookFor(context, entity);
  const whole = await readFilesBeside(file, environments, reader.read);
  for (const path of filesRead(whole)) {
    named.addBeside(await keyOf(path, reader));
  }
  return whole;
}

async function keyOf(path: string, { keyOf: tell }: NamedFileReader) {
  return tell ? tell(path) : path;
}
