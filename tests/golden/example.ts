import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  defaultGenerationSettings,
  formatDiagnostic,
  generateFolders,
  readDocuments,
  readServiceSpec,
  SourceFile,
  specContextOf,
  specFileOf,
  SpecResult,
} from '@nthlayer/engine';

export const EXAMPLES = resolve(__dirname, '../../examples');
const ENTITY_FILE = 'catalog-info.yaml';

function readFile(example: string, name: string): SourceFile {
  const text = readFileSync(join(EXAMPLES, example, name), 'utf8');
  return { path: name, text };
}

/** Folders of `examples` that the catalog picks up, in order. */
export const exampleNames: readonly string[] = readdirSync(EXAMPLES, {
  withFileTypes: true,
})
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .filter(name => readdirSync(join(EXAMPLES, name)).includes(ENTITY_FILE))
  .sort();

/** All entities of an example's file. */
export function entitiesOf(example: string): readonly Entity[] {
  const { documents, diagnostics } = readDocuments(
    readFile(example, ENTITY_FILE),
  );
  if (diagnostics.length > 0) {
    throw new Error(`${example}: ${diagnostics.map(formatDiagnostic)}`);
  }
  return documents.map(({ value }) => value as Entity);
}

/** The spec of an example's Component, as the catalog would read it. */
export function readExample(example: string): SpecResult {
  const component = entitiesOf(example).find(
    ({ kind }) => kind === 'Component',
  );
  const specFile = component && specFileOf(component);
  return readServiceSpec(
    component!,
    specContextOf(defaultGenerationSettings),
    specFile === undefined ? undefined : readFile(example, normalize(specFile)),
  );
}

/** Generated files by name; none for an example without a stack. */
export function generateExample(
  example: string,
): Readonly<Record<string, string>> {
  const result = readExample(example);
  if (result.kind === 'none') {
    return {};
  }
  const { folders } = generateFolders(result.spec, defaultGenerationSettings);
  return Object.fromEntries(
    folders.flatMap(({ files }) =>
      files.map(({ path, content }) => [path, content]),
    ),
  );
}
