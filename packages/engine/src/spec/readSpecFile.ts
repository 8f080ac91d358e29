import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DocumentsResult,
  SourceDocument,
  SourceFile,
  withPositions,
} from './documents';
import { readSpecSource } from './formats/readSpecSource';
import { readAnnotations } from './readAnnotations';
import { readIdentity } from './readIdentity';
import { fieldsOf, textOf } from './reading';
import { readService } from './readService';
import { readTier } from './readTier';
import { SpecContext, SpecResult } from './specContext';
import { chooseDocuments, nameOf } from './specFile/chooseDocuments';
import { Cursor, cursorOf } from './specFile/cursor';

/**
 * A service that a spec file describes on its own.
 *
 * @public
 */
export interface SpecFileResult {
  /** `component:default/<name>`; just the file's path where no service can be made out. */
  readonly entityRef: string;
  readonly result: SpecResult;
}

/**
 * The services of a spec file or of a file of OpenSLO documents, without their entities: one for each ServiceSpec,
 * else one for each `spec.service`. Findings on the file as a whole are those of the first.
 *
 * @public
 */
export function readSpecFile(
  file: SourceFile,
  context: SpecContext,
): readonly SpecFileResult[] {
  return readAlone(file.path, readSpecSource(file), context);
}

/** The services that the documents of a file describe. */
export function readAlone(
  path: string,
  { documents, diagnostics }: DocumentsResult,
  context: SpecContext,
): readonly SpecFileResult[] {
  const specs = documents.filter(({ format }) => format === 'nthlayer');
  const openSlo = documents.filter(({ format }) => format === 'openslo');
  const names = new Set(
    specs.length > 0 ? specs.map(nameOf) : openSlo.flatMap(serviceNameOf),
  );
  if (names.size === 0) {
    const { diagnostics: found } = chooseDocuments(path, documents, []);
    const all = [...diagnostics, ...(diagnostics.length > 0 ? [] : found)];
    return [
      {
        entityRef: path,
        result: { kind: 'none', reason: 'failed', diagnostics: all },
      },
    ];
  }
  return [...names].map((name, index) =>
    readOne(name, {
      path,
      documents,
      others: [...names].filter(other => other !== name).map(textOf),
      found: index === 0 ? diagnostics : [],
      context,
    }),
  );
}

function serviceNameOf({ value }: SourceDocument): readonly unknown[] {
  const { kind, spec } = fieldsOf(value);
  const { service } = fieldsOf(spec);
  return kind === 'SLO' && service !== undefined ? [service] : [];
}

function readOne(
  name: unknown,
  options: {
    readonly path: string;
    readonly documents: readonly SourceDocument[];
    readonly others: readonly string[];
    readonly found: readonly Diagnostic[];
    readonly context: SpecContext;
  },
): SpecFileResult {
  const { path, documents, context } = options;
  const { identity, diagnostics } = readIdentity({
    kind: 'Component',
    metadata: { name },
  });
  const chosen = chooseDocuments(
    path,
    documents,
    [textOf(name)],
    options.others,
  );
  const found = [...options.found, ...chosen.diagnostics];
  const document = documentOf(documents, name);
  const { fields } = chosen;
  if (identity === undefined || fields === undefined) {
    return {
      entityRef: path,
      result: {
        kind: 'none',
        reason: 'failed',
        diagnostics: [
          ...found,
          ...(name === undefined ? [] : located(diagnostics, document)),
        ],
      },
    };
  }
  const annotations = readAnnotations(undefined);
  const tier = readTier(annotations, fields, context);
  const provenance = nameIn(document).provenance();
  const result: SpecResult =
    tier.value === undefined
      ? { kind: 'none', reason: 'failed', diagnostics: found }
      : readService(
          {
            entity: undefined,
            identity: {
              ...identity,
              provenance,
              reference: cursorOf(document).provenance(),
            },
            annotations,
            file: fields,
            tier: { ...tier, value: tier.value },
            found: [...found, ...tier.diagnostics],
          },
          context,
        );
  return {
    entityRef: identity.entityRef,
    result: {
      ...result,
      diagnostics: withPositions(result.diagnostics, document),
    },
  };
}

/** The document that makes the service one of the file: its spec, else its first SLO. */
function documentOf(
  documents: readonly SourceDocument[],
  name: unknown,
): SourceDocument {
  const spec = documents.find(
    each => each.format === 'nthlayer' && nameOf(each) === name,
  );
  const slo = documents.find(each => serviceNameOf(each).includes(name));
  return spec ?? slo ?? documents[0];
}

/** Where a document says the name of its service. */
function nameIn(document: SourceDocument): Cursor {
  const at = cursorOf(document);
  return document.format === 'nthlayer'
    ? at.child('metadata').child('name')
    : at.child('spec').child('service');
}

/** What is wrong with a name is told where it first stands. */
function located(
  diagnostics: readonly Diagnostic[],
  document: SourceDocument,
): readonly Diagnostic[] {
  const place = nameIn(document).place();
  return diagnostics.map(each => ({ ...each, ...place }));
}
