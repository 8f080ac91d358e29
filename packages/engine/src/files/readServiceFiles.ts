import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DocumentsResult,
  findServiceLabelConflicts,
  readDocuments,
  readServiceSpec,
  readSpecFile,
  SourceDocument,
  SourceFile,
  SpecContext,
  SpecResult,
  withPositions,
} from '../spec';
import { FoundService, placedOnService } from './foundService';
import { readNamedSpec, ReadSpecFile } from './namedSpec';
import { describedTwice, specAmongEntities } from './serviceFindings';

/**
 * Services of a set of files, and everything there is to say about them.
 *
 * @public
 */
export interface ServiceFilesResult {
  readonly services: readonly FoundService[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Reading extends Pick<FoundService, 'file' | 'entity'> {
  readonly result: SpecResult;
}

interface ReadFile extends DocumentsResult {
  readonly file: SourceFile;
}

/**
 * Services of catalog files, spec files and OpenSLO files. A spec file that an entity names refines that entity; one
 * that nobody names stands for itself. Other YAML is none of ours and is passed over.
 *
 * @public
 */
export async function readServiceFiles(
  files: readonly SourceFile[],
  context: SpecContext,
  readSpec: ReadSpecFile,
): Promise<ServiceFilesResult> {
  const read = files.map(file => ({ file, ...readDocuments(file) }));
  const named = new Set<string>();
  const readings: Reading[] = [];
  for (const document of read.flatMap(({ documents }) => documents)) {
    if (document.format === 'backstage') {
      const spec = await readNamedSpec(document, readSpec);
      if (spec?.path !== undefined) {
        named.add(spec.path);
      }
      const value = document.value as Entity;
      const result = readServiceSpec(value, context, spec?.file);
      readings.push(entityReading(document, result));
    }
  }
  const unnamed = read.filter(({ file }) => !named.has(file.path));
  for (const { file, documents } of unnamed) {
    if (isSpec(documents)) {
      const found = readSpecFile(file, context);
      readings.push(
        ...found.map(({ result }) => ({ file: file.path, result })),
      );
    }
  }
  return collect(readings, unnamed.flatMap(findingsOnFile));
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
    ? [
        ...diagnostics,
        ...documents.filter(isSpecDocument).map(specAmongEntities),
      ]
    : diagnostics;
}

function collect(
  readings: readonly Reading[],
  onFiles: readonly Diagnostic[],
): ServiceFilesResult {
  const services = new Map<string, FoundService>();
  const diagnostics = [...onFiles];
  for (const { result, ...from } of readings) {
    diagnostics.push(...result.diagnostics);
    if (result.kind === 'spec') {
      const { spec } = result;
      const service = { spec, ...from };
      const other = services.get(spec.entityRef);
      if (other) {
        diagnostics.push(describedTwice(other, service));
      } else {
        services.set(spec.entityRef, service);
      }
    }
  }
  const found = [...services.values()];
  return {
    services: found,
    diagnostics: [...diagnostics, ...labelConflicts(found)],
  };
}

function labelConflicts(
  services: readonly FoundService[],
): readonly Diagnostic[] {
  const conflicts = findServiceLabelConflicts(services.map(({ spec }) => spec));
  return services.flatMap(service =>
    placedOnService(conflicts.get(service.spec.entityRef) ?? [], service),
  );
}
