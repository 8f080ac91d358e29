import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../spec/diagnostics';
import { SourceDocument } from '../spec/documents';
import { findingAt } from '../spec/specFile/cursor';
import { OpenSloKind } from './openSloObject';
import { OpenSloEntry, readDocument } from './readDocument';
import { OpenSloProfile } from './schema';

/** An object that others can refer to. */
export type NamedEntry = OpenSloEntry & { readonly name: string };

/** The objects of some documents, by kind and name. */
export interface ObjectIndex {
  /** Of each name the first. */
  readonly entries: readonly NamedEntry[];
  /** The others. They are left out, and what is wrong with them is told all the same. */
  readonly again: readonly NamedEntry[];
  find(kind: OpenSloKind, name: string): NamedEntry | undefined;
  /** On documents that are no objects and on names that are given twice. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads documents and sorts them by kind and name. The findings on an object are its entry's. */
export function indexObjects(
  documents: readonly SourceDocument[],
  profile: OpenSloProfile,
): ObjectIndex {
  const entries = new Map<string, NamedEntry>();
  const again: NamedEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const found = readOnce(document, profile);
    diagnostics.push(...found.diagnostics);
    for (const entry of found.entries) {
      if (!isNamed(entry)) {
        diagnostics.push(...entry.findings);
      } else if (entries.has(keyOf(entry.kind, entry.name))) {
        again.push(entry);
        diagnostics.push(duplicate(entry));
      } else {
        entries.set(keyOf(entry.kind, entry.name), entry);
      }
    }
  }
  return {
    entries: [...entries.values()],
    again,
    find: (kind, name) => entries.get(keyOf(kind, name)),
    diagnostics,
  };
}

/** Documents that the services of one file share are read for the first of them. */
const read = {
  lenient: new WeakMap<SourceDocument, ReturnType<typeof readDocument>>(),
  strict: new WeakMap<SourceDocument, ReturnType<typeof readDocument>>(),
} satisfies Record<OpenSloProfile, unknown>;

function readOnce(
  document: SourceDocument,
  profile: OpenSloProfile,
): ReturnType<typeof readDocument> {
  const found = read[profile].get(document) ?? readDocument(document, profile);
  read[profile].set(document, found);
  return found;
}

function isNamed(entry: OpenSloEntry): entry is NamedEntry {
  return entry.name !== undefined;
}

function keyOf(kind: OpenSloKind, name: string): string {
  return `${kind} ${name}`;
}

function duplicate({ kind, name, at }: NamedEntry): Diagnostic {
  return findingAt(at.child('metadata').child('name').place(), {
    severity: 'error',
    code: 'duplicate-name',
    summary: `There is already a ${kind} called ${quote(name)}.`,
    detail: 'The second one is left out. Give it a name of its own.',
  });
}
