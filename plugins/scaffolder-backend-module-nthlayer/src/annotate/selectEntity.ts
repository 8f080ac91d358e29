import { InputError } from '@backstage/errors';
import { Document, isMap, ParsedNode } from 'yaml';
import { shownText } from '../workspace';

/** Which entity of a file; what is not given matches any. */
export interface EntitySelection {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A document of a YAML file. */
export type EntityDocument = Document.Parsed<ParsedNode>;

const DEFAULT_NAMESPACE = 'default';

function textAt(document: EntityDocument, path: readonly string[]): string {
  const value: unknown = document.getIn(path);
  return typeof value === 'string' ? value : '';
}

function refOf(document: EntityDocument): string {
  const namespace =
    textAt(document, ['metadata', 'namespace']) || DEFAULT_NAMESPACE;
  const name = textAt(document, ['metadata', 'name']);
  return `${textAt(document, ['kind'])}:${namespace}/${name}`.toLowerCase();
}

function isEntity(document: EntityDocument): boolean {
  return isMap(document.contents) && textAt(document, ['kind']) !== '';
}

function matches(
  document: EntityDocument,
  { kind, namespace, name }: EntitySelection,
): boolean {
  const [found, rest] = refOf(document).split(':', 2);
  const [foundNamespace, foundName] = rest.split('/', 2);
  return (
    (kind === undefined || kind.toLowerCase() === found) &&
    (namespace === undefined || namespace.toLowerCase() === foundNamespace) &&
    (name === undefined || name.toLowerCase() === foundName)
  );
}

/**
 * The one document that a selection means.
 *
 * @throws InputError when there is none, or more than one
 */
export function selectEntity(
  documents: readonly EntityDocument[],
  selection: EntitySelection,
  path: string,
): EntityDocument {
  const entities = documents.filter(isEntity);
  const [first, ...others] = entities.filter(document =>
    matches(document, selection),
  );
  const known = entities.map(document => shownText(refOf(document))).join(', ');
  if (!first) {
    throw new InputError(
      `${shownText(path)} has no entity that fits; it has ${
        known || 'none'
      }. ` + 'Give kind, name and namespace of one that it has.',
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `${shownText(path)} has ${
        others.length + 1
      } entities that fit, among ${known}. ` +
        'Say which one with kind, name and namespace.',
    );
  }
  return first;
}
