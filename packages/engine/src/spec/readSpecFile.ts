import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DocumentsResult,
  SourceDocument,
  SourceFile,
  withPositions,
} from './documents';
import { LIMITS } from './documents/limits';
import { readSpecSource } from './formats/readSpecSource';
import { readAnnotations } from './readAnnotations';
import { readIdentity } from './readIdentity';
import { fieldsOf, textOf } from './reading';
import { readService } from './readService';
import { readTier } from './readTier';
import { checkOpenSlo } from '../openslo/checkOpenSlo';
import { SpecContext, SpecResult } from './specContext';
import { chooseDocuments, nameOf } from './specFile/chooseDocuments';
import { Cursor, cursorOf } from './specFile/cursor';
import { toldOnce } from './toldOnce';

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
  read: DocumentsResult,
  context: SpecContext,
): readonly SpecFileResult[] {
  return servicesOf(path, read, context).map(({ entityRef, result }) => ({
    entityRef,
    result: { ...result, diagnostics: toldOnce(result.diagnostics) },
  }));
}

function servicesOf(
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
    const all = [
      ...diagnostics,
      ...found.filter(
        ({ code }) => code !== 'no-spec' || diagnostics.length === 0,
      ),
      ...checkOpenSlo(openSlo, context.openSloProfile),
    ];
    return [
      {
        entityRef: path,
        result: { kind: 'none', reason: 'failed', diagnostics: all },
      },
    ];
  }
  const kept = [...names].slice(0, LIMITS.services);
  const own = documentsByService(documents, kept);
  const results = kept.map((name, index) =>
    readOne(name, {
      path,
      documents: own(name, index === 0),
      others: kept.filter(other => other !== name).map(textOf),
      found: index === 0 ? diagnostics : [],
      context,
    }),
  );
  return names.size > kept.length
    ? [...results, tooManyServices(path, names.size)]
    : results;
}

function tooManyServices(path: string, count: number): SpecFileResult {
  const found: Diagnostic = {
    severity: 'error',
    code: 'too-many-services',
    path: '',
    summary: `The file is about ${count} services.`,
    detail: `Those after the first ${LIMITS.services} are not read. Split it.`,
    position: { file: path, line: 1, column: 1 },
  };
  return {
    entityRef: path,
    result: { kind: 'none', reason: 'failed', diagnostics: [found] },
  };
}

/** What of a file is read for each of its services; what is of no service in particular is the first one's. */
function documentsByService(
  documents: readonly SourceDocument[],
  names: readonly unknown[],
): (name: unknown, first: boolean) => readonly SourceDocument[] {
  if (names.length === 1) {
    return () => documents;
  }
  const shared: SourceDocument[] = [];
  const rest: SourceDocument[] = [];
  const own = new Map<unknown, SourceDocument[]>(names.map(each => [each, []]));
  const labels = new Map<unknown, unknown>();
  for (const document of documents.filter(isSpec)) {
    labels.set(serviceLabelOf(document), nameOf(document));
  }
  for (const document of documents) {
    const [service] = isSpec(document)
      ? [nameOf(document)]
      : serviceNameOf(document);
    const list = own.get(service) ?? own.get(labels.get(service));
    if (list) {
      list.push(document);
    } else if (document.format === 'openslo' && !isSlo(document)) {
      shared.push(document);
    } else {
      rest.push(document);
    }
  }
  return (name, first) => [
    ...(own.get(name) ?? []),
    ...shared,
    ...(first ? rest : []),
  ];
}

function isSpec({ format }: SourceDocument): boolean {
  return format === 'nthlayer';
}

function isSlo({ value }: SourceDocument): boolean {
  return fieldsOf(value).kind === 'SLO';
}

/** The value of the service label where a spec gives one, by which SLOs may mean it. */
function serviceLabelOf({ value }: SourceDocument): unknown {
  return fieldsOf(fieldsOf(value).spec).service;
}

function serviceNameOf(document: SourceDocument): readonly unknown[] {
  const { kind, spec } = fieldsOf(document.value);
  const { [serviceFieldOf(document)]: name } = fieldsOf(spec);
  return kind === 'SLO' && name !== undefined ? [name] : [];
}

/** OpenSLO v2alpha calls it serviceRef. */
function serviceFieldOf({ value }: SourceDocument): string {
  const { service, serviceRef } = fieldsOf(fieldsOf(value).spec);
  return (service ?? undefined) === undefined && serviceRef !== undefined
    ? 'serviceRef'
    : 'service';
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
    : at.child('spec').child(serviceFieldOf(document));
}

/** What is wrong with a name is told where it first stands. */
function located(
  diagnostics: readonly Diagnostic[],
  document: SourceDocument,
): readonly Diagnostic[] {
  const place = nameIn(document).place();
  return diagnostics.map(each => ({ ...each, ...place }));
}
