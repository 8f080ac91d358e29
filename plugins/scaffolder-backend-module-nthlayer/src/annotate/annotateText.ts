import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import { readDocuments, SourceFile } from '@nthlayer/engine';
import { isMap, parseAllDocuments } from 'yaml';
import { throwErrors } from '../services';
import { shownText } from '../workspace';
import { checkAnnotations } from './checkAnnotations';
import { EntityDocument, EntitySelection, selectEntity } from './selectEntity';
import { editText } from './textEdit';

/**
 * The text of a catalog file with annotations added or changed; comments, order and formatting stay as they are.
 * With the same annotations again, the text is the same. JSON stays JSON.
 *
 * @throws InputError for a file that is not readable YAML, does not have the entity, or leaves no place for annotations
 * beside which nothing changes
 */
export function annotateText(
  file: SourceFile,
  selection: EntitySelection,
  annotations: Readonly<Record<string, string>>,
): string {
  checkAnnotations(annotations);
  throwErrors(readDocuments(file).diagnostics, 'Nothing was annotated.');
  const documents = documentsOf(file.text);
  const chosen = selectEntity(documents, selection, file.path);
  if (!isMap(chosen.get('metadata'))) {
    throw new InputError(
      `${shownText(
        file.path,
      )}: the entity has no metadata. Give it a name first.`,
    );
  }
  const wanted = documents.map(document =>
    document === chosen
      ? withAnnotations(document, annotations)
      : valueOf(document),
  );
  const edited = editText(file.text, chosen, annotations);
  if (
    edited !== undefined &&
    isDeepStrictEqual(valuesOf(edited), wanted) &&
    isJson(edited) === isJson(file.text)
  ) {
    return edited;
  }
  throw new InputError(
    `${shownText(
      file.path,
    )} cannot be changed without changing more than its annotations. Write them in by hand.`,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function documentsOf(text: string): EntityDocument[] {
  const parsed = parseAllDocuments(text, { uniqueKeys: false });
  return Array.isArray(parsed) ? parsed : [];
}

function valueOf(document: EntityDocument): unknown {
  return document.toJS({ maxAliasCount: 100 });
}

function valuesOf(text: string): unknown[] {
  return documentsOf(text).map(valueOf);
}

interface Annotated {
  readonly metadata?: { readonly annotations?: Record<string, unknown> };
}

function withAnnotations(
  document: EntityDocument,
  annotations: Readonly<Record<string, string>>,
): unknown {
  const entity = valueOf(document) as Annotated;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: { ...entity.metadata?.annotations, ...annotations },
    },
  };
}
