import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DocumentsResult,
  environmentsToLookFor,
  filesRead,
  NeighbourCollector,
  readDocuments,
  ReadFileBeside,
  readFilesBeside,
  readServiceSpec,
  SourceDocument,
  SourceFile,
  SpecContext,
  SpecResult,
  withPositions,
} from '../spec';
import { FoundService, placedOnService } from './foundService';
import { readNamedSpec, ReadSpecFile } from './namedSpec';
import { NamedSpecs } from './NamedSpecs';
import { ServiceClaims } from './ServiceClaims';
import { notAnEntity } from './serviceFindings';

/**
 * Services of a set of files, and everything there is to say about them.
 *
 * @public
 */
export interface ServiceFilesResult {
  readonly services: readonly FoundService[];
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of files that were read as parts of specs: of their environments, templates and SLOs. */
  readonly beside: readonly string[];
}

/**
 * Gives the files that others name, each by its path among the files.
 *
 * @public
 */
export interface ServiceFilesReader {
  /** The spec file of an entity. */
  readonly spec: ReadSpecFile;
  /** A file that a spec asks for. */
  readonly beside: ReadFileBeside;
}

interface Reading extends Pick<FoundService, 'file' | 'entity'> {
  readonly result: SpecResult;
}

interface ReadFile extends DocumentsResult {
  readonly file: SourceFile;
}

/**
 * Services of catalog files, spec files and OpenSLO files. A spec file that an entity names refines that entity; one
 * that nobody names stands for itself. What a service says of Resources and Systems is told by those of the same files.
 * Other YAML is none of ours and is passed over.
 *
 * @public
 */
export async function readServiceFiles(
  files: readonly SourceFile[],
  context: SpecContext,
  reader: ServiceFilesReader,
): Promise<ServiceFilesResult> {
  const read = files.map(file => ({ file, ...readDocuments(file) }));
  const neighbours = neighboursIn(read);
  const named = NamedSpecs.create();
  const beside = new Set<string>();
  const readings: Reading[] = [];

  async function withBeside(file: SourceFile, entity?: Entity) {
    const environments = environmentsToLookFor(context, entity);
    const whole = await readFilesBeside(file, environments, reader.beside);
    for (const path of filesRead(whole)) {
      beside.add(path);
      named.addBeside(path);
    }
    return whole;
  }

  for (const document of read.flatMap(({ documents }) => documents)) {
    if (document.format === 'backstage') {
      const spec = await readNamedSpec(document, reader.spec);
      const value = document.value as Entity;
      if (spec?.path !== undefined) {
        named.add(spec.path, String(value.metadata?.name));
      }
      const file =
        spec && 'text' in spec.file
          ? await withBeside(spec.file, value)
          : spec?.file;
      const result = readServiceSpec(value, context, file, neighbours);
      named.addEntity(refOf(value), result);
      readings.push(entityReading(document, result));
    }
  }
  const specs: SourceFile[] = [];
  for (const { file } of read.filter(({ documents }) => isSpec(documents))) {
    specs.push(await withBeside(file));
  }
  for (const file of specs) {
    const found = named.free(file.path, file, context);
    readings.push(...found.map(({ result }) => ({ file: file.path, result })));
  }
  const others = read.filter(({ file }) => !beside.has(file.path));
  return {
    ...collect(readings, others.flatMap(findingsOnFile)),
    beside: [...beside],
  };
}

function neighboursIn(files: readonly ReadFile[]): NeighbourCollector {
  const neighbours = new NeighbourCollector();
  for (const { format, value } of files.flatMap(each => each.documents)) {
    if (format === 'backstage') {
      neighbours.add(value as Entity);
    }
  }
  return neighbours;
}

function isCatalog(documents: readonly SourceDocument[]): boolean {
  return documents.some(({ format }) => format === 'backstage');
}

function isSpecDocument({ format }: SourceDocument): boolean {
  return format !== 'backstage' && format !== 'unknown';
}

function isSpec(documents: readonly SourceDocument[]): boolean {
  return !isCatalog(documents) && documents.some(isSpecDocument);
}

function entityReading(entity: SourceDocument, result: SpecResult): Reading {
  const diagnostics = withPositions(result.diagnostics, entity);
  return { file: entity.file, entity, result: { ...result, diagnostics } };
}

/** Findings on a file as a whole; those on a spec file are told by who reads it. */
function findingsOnFile({
  documents,
  diagnostics,
}: ReadFile): readonly Diagnostic[] {
  if (isSpec(documents)) {
    return [];
  }
  return isCatalog(documents)
    ? [...diagnostics, ...documents.filter(isSpecDocument).map(notAnEntity)]
    : diagnostics;
}

function refOf(entity: Entity): string {
  try {
    return stringifyEntityRef(entity);
  } catch {
    return '';
  }
}

function collect(
  readings: readonly Reading[],
  onFiles: readonly Diagnostic[],
): Omit<ServiceFilesResult, 'beside'> {
  const found = readings.flatMap(({ result, ...from }) =>
    result.kind === 'spec' ? [{ spec: result.spec, ...from }] : [],
  );
  const claims = ServiceClaims.create();
  found.forEach(service => claims.add(service));
  const services = new Map<string, FoundService>();
  const onServices: Diagnostic[] = [];
  for (const service of found) {
    const { entityRef } = service.spec;
    onServices.push(...placedOnService(claims.findingsOn(service), service));
    if (!services.has(entityRef)) {
      services.set(entityRef, service);
    }
  }
  return {
    services: [...services.values()],
    diagnostics: [
      ...onFiles,
      ...readings.flatMap(({ result }) => result.diagnostics),
      ...onServices,
    ],
  };
}
