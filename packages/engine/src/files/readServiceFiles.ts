import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NeighbourCollector, SourceFile, SpecContext } from '../spec';
import { catalogDocuments } from './catalogDocuments';
import { contentOf } from './contentOf';
import { FoundService, placedOnService } from './foundService';
import { NamedFileReader } from './FileToRead';
import { NamedSpecs } from './NamedSpecs';
import { isEntity } from './readCatalogFile';
import { readFiles } from './readFiles';
import { ServiceClaims } from './ServiceClaims';
import { Reading } from './ServiceReading';

/**
 * Services of a set of files, and everything there is to say about them.
 *
 * @public
 */
export interface ServiceFilesResult {
  readonly services: readonly FoundService[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a set of files is read with.
 *
 * @public
 */
export interface ServiceFilesOptions {
  readonly context: SpecContext;
  /** Gives the files that others name, each by its path among the files. */
  readonly reader: NamedFileReader;
  /** Whether a file is to be read whatever it is; by default none of them. */
  readonly isNamed?: (file: SourceFile) => boolean;
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
  { context, reader, isNamed = () => false }: ServiceFilesOptions,
): Promise<ServiceFilesResult> {
  const readings = readFiles(
    files.map(file => ({
      key: file.path,
      named: isNamed(file),
      read: async () => file,
      reader,
    })),
    { context, neighbours: neighboursIn(files), named: NamedSpecs.create() },
  );
  const all: Reading[] = [];
  for await (const reading of readings) {
    all.push(reading);
  }
  return collect(all);
}

function neighboursIn(files: readonly SourceFile[]): NeighbourCollector {
  const neighbours = new NeighbourCollector();
  for (const file of files.filter(({ text }) => contentOf(text).entities)) {
    for (const found of catalogDocuments(file)) {
      if (found.kind === 'document' && isEntity(found.document)) {
        neighbours.add(found.document.value);
      }
    }
  }
  return neighbours;
}

function collect(readings: readonly Reading[]): ServiceFilesResult {
  const found = readings.flatMap((reading): FoundService[] =>
    reading.kind === 'service' && reading.result.kind === 'spec'
      ? [
          {
            spec: reading.result.spec,
            file: reading.file,
            ...(reading.document && { entity: reading.document }),
          },
        ]
      : [],
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
      ...readings.flatMap(reading =>
        reading.kind === 'file'
          ? reading.diagnostics
          : reading.result.diagnostics,
      ),
      ...onServices,
    ],
  };
}
