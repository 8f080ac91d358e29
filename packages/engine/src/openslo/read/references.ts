import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../../spec/documents';
import { quote } from '../../spec/diagnostics';
import { Cursor, cursorOf, findingAt } from '../../spec/specFile/cursor';
import { readFields } from '../../spec/specFile/readFields';
import {
  dataSourceRules,
  KINDS,
  metadataRules,
  objectRules,
  OpenSloKind,
  serviceRules,
  sliRules,
} from './rules';

/** An OpenSLO object of a file. */
export interface OpenSloEntry {
  readonly kind: OpenSloKind;
  readonly name: string;
  readonly displayName?: string;
  readonly at: Cursor;
}

/** The objects of a file, and what others refer to by name. */
export interface OpenSloFile {
  readonly slos: readonly OpenSloEntry[];
  find(kind: OpenSloKind, name: string): OpenSloEntry | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sorts the OpenSLO documents of a file by kind and name. */
export function readObjects(documents: readonly SourceDocument[]): OpenSloFile {
  const entries = new Map<string, OpenSloEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const read = readObject(cursorOf(document));
    diagnostics.push(...read.diagnostics);
    if (read.entry) {
      const key = keyOf(read.entry.kind, read.entry.name);
      if (entries.has(key)) {
        diagnostics.push(duplicate(read.entry));
      } else {
        entries.set(key, read.entry);
      }
    }
  }
  return {
    slos: [...entries.values()].filter(({ kind }) => kind === 'SLO'),
    find: (kind, name) => entries.get(keyOf(kind, name)),
    diagnostics,
  };
}

function keyOf(kind: OpenSloKind, name: string): string {
  return `${kind} ${name}`;
}

function readObject(at: Cursor): {
  readonly entry?: OpenSloEntry;
  readonly diagnostics: readonly Diagnostic[];
} {
  const top = readFields(at, objectRules);
  const { apiVersion, kind } = top.fields;
  if (!apiVersion || !kind) {
    const missing = kind === undefined && at.child('kind').value === undefined;
    return {
      diagnostics: [...top.diagnostics, ...(missing ? [noKind(at)] : [])],
    };
  }
  if (KINDS[kind.value] === 'ignored') {
    return { diagnostics: [...top.diagnostics, ignored(kind.value, kind.at)] };
  }
  const metadata = readFields(at.child('metadata'), metadataRules);
  const diagnostics = [
    ...top.diagnostics,
    ...metadata.diagnostics,
    ...checkSpec(kind.value, at.child('spec')),
  ];
  const { name, displayName } = metadata.fields;
  if (name === undefined) {
    const missing = at.child('metadata').child('name').value === undefined;
    return {
      diagnostics: [...diagnostics, ...(missing ? [nameless(at)] : [])],
    };
  }
  return {
    entry: {
      kind: kind.value,
      name: name.value,
      ...(displayName && { displayName: displayName.value }),
      at,
    },
    diagnostics,
  };
}

/** Fields of kinds that are only referred to; an SLO is checked where it is read. */
function checkSpec(kind: OpenSloKind, at: Cursor): readonly Diagnostic[] {
  switch (kind) {
    case 'Service':
      return readFields(at, serviceRules).diagnostics;
    case 'DataSource':
      return readFields(at, dataSourceRules).diagnostics;
    case 'SLI':
      return readFields(at, sliRules).diagnostics;
    default:
      return [];
  }
}

function noKind(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The document has no kind.',
    detail: 'It is not read. Add kind: SLO, SLI, Service or DataSource.',
  });
}

function nameless(at: Cursor): Diagnostic {
  return findingAt(at.child('metadata').place(), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The object has no name.',
    detail: 'It is left out. Add metadata.name.',
  });
}

function ignored(kind: string, at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-alerts-not-read',
    summary: `Objects of the kind ${kind} are not read.`,
    detail:
      'Every SLO gets burn-rate alerts from its own objective and window; those of this object are not built.',
  });
}

function duplicate({ kind, name, at }: OpenSloEntry): Diagnostic {
  return findingAt(at.child('metadata').child('name').place(), {
    severity: 'error',
    code: 'duplicate-name',
    summary: `There is already a ${kind} called ${quote(name)}.`,
    detail: 'The second one is left out.',
  });
}
