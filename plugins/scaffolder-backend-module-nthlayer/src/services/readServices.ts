import { posix } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  RELATED_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  readDocuments,
  readServiceSpec,
  readSpecFile,
  SourceDocument,
  SourceFile,
  SpecContext,
  SpecFile,
  specFileOf,
  SpecResult,
  withPositions,
} from '@nthlayer/engine';

/** A service that files describe, and the file that does. */
export interface FoundService {
  readonly spec: ServiceSpec;
  readonly file: string;
}

/** Services of a set of files, and everything there is to say about them. */
export interface ServicesResult {
  readonly services: readonly FoundService[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file that an entity names, by its path in the workspace. */
export type ReadSpecFile = (path: string) => Promise<SpecFile>;

interface Reading {
  readonly file: string;
  readonly result: SpecResult;
}

/**
 * Services of catalog files, spec files and OpenSLO files. A spec file that an entity names refines that entity; one
 * that nobody names stands for itself. Other YAML is none of ours and is passed over.
 */
export async function readServices(
  files: readonly SourceFile[],
  context: SpecContext,
  readSpec: ReadSpecFile,
): Promise<ServicesResult> {
  const read = files.map(file => ({ file, ...readDocuments(file) }));
  const named = new Set<string>();
  const readings: Reading[] = [];
  for (const document of read.flatMap(({ documents }) => documents)) {
    if (document.format === 'backstage') {
      const path = specPath(document);
      if (path !== undefined) {
        named.add(path);
      }
      const spec = path === undefined ? undefined : await readSpec(path);
      readings.push(readEntity(document, context, spec));
    }
  }
  for (const { file, documents } of read) {
    if (!named.has(file.path) && isSpec(documents)) {
      readings.push(...readOnItsOwn(file, documents, context));
    }
  }
  const broken = read.flatMap(({ file, documents, diagnostics }) =>
    named.has(file.path) || isSpec(documents) ? [] : diagnostics,
  );
  return collect(readings, broken);
}

function isSpec(documents: readonly SourceDocument[]): boolean {
  const formats = documents.map(({ format }) => format);
  return (
    !formats.includes('backstage') &&
    (formats.includes('nthlayer') || formats.includes('openslo'))
  );
}

/** Relative to the file of the entity. */
function specPath(document: SourceDocument): string | undefined {
  const named = specFileOf(document.value as Entity);
  if (named === undefined) {
    return undefined;
  }
  return /^[\w+.-]+:|^[/\\]/.test(named)
    ? named
    : posix.join(posix.dirname(document.file), named);
}

/** The annotation that names the spec file, as findings write it. */
function specAnnotation({ value }: SourceDocument): string {
  const { annotations = {} } = (value as Entity).metadata;
  const key = [NTHLAYER_ANNOTATIONS.spec, RELATED_ANNOTATIONS.manifest].find(
    each => annotations[each] !== undefined,
  );
  return `metadata.annotations[${JSON.stringify(key)}]`;
}

function readEntity(
  document: SourceDocument,
  context: SpecContext,
  spec: SpecFile | undefined,
): Reading {
  const file =
    spec && 'problem' in spec
      ? {
          path: spec.path,
          problem: { ...spec.problem, path: specAnnotation(document) },
        }
      : spec;
  const result = readServiceSpec(document.value as Entity, context, file);
  return {
    file: document.file,
    result: {
      ...result,
      diagnostics: withPositions(result.diagnostics, document),
    },
  };
}

function readOnItsOwn(
  file: SourceFile,
  documents: readonly SourceDocument[],
  context: SpecContext,
): Reading[] {
  return readSpecFile(file, context).map(({ result }) => ({
    file: file.path,
    result: {
      ...result,
      diagnostics: withPositions(result.diagnostics, documents[0]),
    },
  }));
}

function collect(
  readings: readonly Reading[],
  broken: readonly Diagnostic[],
): ServicesResult {
  const services = new Map<string, FoundService>();
  const diagnostics = [...broken];
  for (const { file, result } of readings) {
    diagnostics.push(...result.diagnostics);
    if (result.kind === 'spec') {
      const { entityRef } = result.spec;
      const other = services.get(entityRef);
      if (other) {
        diagnostics.push(describedTwice(entityRef, other.file, file));
      } else {
        services.set(entityRef, { spec: result.spec, file });
      }
    }
  }
  return { services: [...services.values()], diagnostics };
}

function describedTwice(
  entityRef: string,
  first: string,
  second: string,
): Diagnostic {
  return {
    severity: 'error',
    code: 'service-described-twice',
    path: '',
    summary: `${entityRef} is described by ${first} already.`,
    detail:
      first === second
        ? 'Keep one of the two.'
        : `Keep one of the two, or let the entity name its spec file with the annotation ${NTHLAYER_ANNOTATIONS.spec}.`,
    position: { file: second, line: 1, column: 1 },
  };
}
