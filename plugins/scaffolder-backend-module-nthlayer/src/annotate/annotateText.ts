import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import { readDocuments, SourceFile } from '@nthlayer/engine';
import { isMap, parseAllDocuments, YAMLMap } from 'yaml';
import { throwErrors } from '../services';
import { shownText } from '../workspace';
import { checkAnnotations } from './checkAnnotations';
import { EntityDocument, EntitySelection, selectEntity } from './selectEntity';
import { editText } from './textEdit';

/**
 * The text of a catalog file with annotations added or changed; comments, order and formatting stay as they are.
 * With the same annotations again, the text is the same.
 *
 * @throws InputError for a file that is not readable YAML or does not have the entity
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
  const wanted = documents.map(document =>
    document === chosen
      ? withAnnotations(document, annotations)
      : valueOf(document),
  );
  const edited = editText(file.text, chosen, annotations);
  if (edited !== undefined && isDeepStrictEqual(valuesOf(edited), wanted)) {
    return edited;
  }
  const printed = printEdited(file, documents, chosen, annotations);
  if (isDeepStrictEqual(valuesOf(printed), wanted)) {
    return printed;
  }
  throw new InputError(
    `${shownText(
      file.path,
    )} cannot be changed without changing more than its annotations. Write them in by hand.`,
  );
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

/** For flow style and other ways of writing that lines cannot be added to: that document is printed anew. */
function printEdited(
  { path, text }: SourceFile,
  documents: readonly EntityDocument[],
  chosen: EntityDocument,
  annotations: Readonly<Record<string, string>>,
): string {
  if (!isMap(chosen.get('metadata'))) {
    throw new InputError(
      `${shownText(path)}: the entity has no metadata. Give it a name first.`,
    );
  }
  const [start, , end] = chosen.range;
  for (const [key, value] of Object.entries(annotations)) {
    setAnnotation(chosen, key, value);
  }
  const printed = chosen.toString({
    lineWidth: 0,
    indentSeq: !/^( *)\S.*:[ \t]*\n\1- /m.test(text),
  });
  const first = documents[0] === chosen;
  const head = first ? '' : text.slice(0, start);
  return head + printed + text.slice(end);
}

function setAnnotation(
  document: EntityDocument,
  key: string,
  value: string,
): void {
  const path = ['metadata', 'annotations'];
  const annotations: unknown = document.getIn(path);
  if (!isMap(annotations) || annotations.items.length === 0) {
    document.setIn(path, new YAMLMap());
  }
  document.setIn([...path, key], value);
}
