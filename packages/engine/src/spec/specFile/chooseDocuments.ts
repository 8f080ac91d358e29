import {
  Diagnostic,
  SPEC_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../documents';
import { quote } from '../diagnostics';
import { fieldsOf, textOf } from '../reading';
import { cursorOf, findingAt } from './cursor';
import { foreignDocument } from './foreignDocument';
import { readSpecDocument } from './readSpecDocument';
import { SpecFields } from './specFields';

interface Choice {
  readonly fields?: SpecFields;
  readonly diagnostics: readonly Diagnostic[];
}

/** The documents of a file that belong to one service: its spec and its OpenSLO objects. */
export function chooseDocuments(
  path: string,
  documents: readonly SourceDocument[],
  names: readonly string[],
  otherNames: readonly string[] = [],
): Choice {
  const foreign = documents
    .filter(({ format }) => format === 'backstage' || format === 'unknown')
    .map(foreignDocument);
  const specs = documents.filter(({ format }) => format === 'nthlayer');
  const openSlo = documents.filter(({ format }) => format === 'openslo');
  const spec = chooseSpec(path, specs, names);
  const read = spec.document && readSpecDocument(spec.document);
  const diagnostics = [
    ...foreign,
    ...spec.diagnostics,
    ...(read?.diagnostics ?? []),
  ];
  if (read) {
    const others = [
      ...otherNames,
      ...specs
        .filter(each => each !== spec.document)
        .map(each => textOf(nameOf(each))),
    ];
    return { fields: { ...read.fields, openSlo, others }, diagnostics };
  }
  if (openSlo.length === 0) {
    return specs.length > 0
      ? { diagnostics }
      : { diagnostics: foreign.length > 0 ? diagnostics : [noSpec(path)] };
  }
  return {
    fields: {
      path,
      alerts: {},
      labels: new Map(),
      dependencies: [],
      exclusions: [],
      openSlo,
      others: otherNames,
    },
    diagnostics,
  };
}

/** Name of the entity that a document says it belongs to. */
export function nameOf({ value }: SourceDocument): unknown {
  return fieldsOf(fieldsOf(value).metadata).name;
}

function chooseSpec(
  path: string,
  specs: readonly SourceDocument[],
  names: readonly string[],
): {
  readonly document?: SourceDocument;
  readonly diagnostics: readonly Diagnostic[];
} {
  const own = specs.filter(spec => names.includes(textOf(nameOf(spec))));
  if (own.length > 0) {
    return {
      document: own[0],
      diagnostics: own.slice(1).flatMap(onSecondSpec),
    };
  }
  if (specs.length === 1) {
    const [document] = specs;
    const unnamed = nameOf(document) === undefined || names.length === 0;
    return {
      document,
      diagnostics: unnamed ? [] : [otherName(document, names[0])],
    };
  }
  return {
    diagnostics: specs.length === 0 ? [] : [noneMatches(path, specs, names)],
  };
}

/** What is wrong with it comes as well: it is there once the two are put together. */
function onSecondSpec(document: SourceDocument): readonly Diagnostic[] {
  const { diagnostics } = readSpecDocument(document);
  return [
    secondSpec(document),
    ...diagnostics.filter(({ severity }) => severity !== 'info'),
  ];
}

function secondSpec(document: SourceDocument): Diagnostic {
  return findingAt(cursorOf(document).child('metadata').child('name').place(), {
    severity: 'error',
    code: 'duplicate-spec',
    summary: `There is already a spec of the service ${quote(
      nameOf(document),
    )}.`,
    detail: 'Only the first one is read. Put them together.',
  });
}

function otherName(document: SourceDocument, name: string): Diagnostic {
  return findingAt(cursorOf(document).child('metadata').child('name').place(), {
    severity: 'warning',
    code: 'spec-name-differs',
    summary: `The spec is called ${quote(
      nameOf(document),
    )}, and its entity ${quote(name)}.`,
    detail:
      'It is used, since the entity names this file and there is no other spec in it. Give it the name of the entity.',
  });
}

function noneMatches(
  path: string,
  specs: readonly SourceDocument[],
  names: readonly string[],
): Diagnostic {
  const found = specs.map(spec => quote(nameOf(spec))).join(', ');
  return findingAt(cursorOf(specs[0]).place(), {
    severity: 'error',
    code: 'no-matching-spec',
    summary: `None of the specs of ${path} is called ${quote(names[0])}.`,
    detail: `No spec is read. Found: ${found}.`,
  });
}

function noSpec(path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'no-spec',
    path: '',
    summary: `There is no spec in ${path}.`,
    detail: `A spec begins with apiVersion: ${SPEC_API_VERSION} and kind: ${SPEC_KIND}.`,
    position: { file: path, line: 1, column: 1 },
  };
}
