import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  NeighbourCollector,
  notAnEntity,
  readServiceSpec,
  SourceDocument,
  SourceFile,
  SpecContext,
  withPositions,
} from '@nthlayer/engine';
import { readNamedSpec } from './readNamedSpec';
import { readEntities } from './readEntities';
import { Reading, ServiceReading } from './ServiceReading';

/** What a catalog file is read with. */
export interface CatalogReading {
  readonly context: SpecContext;
  readonly cwd: string;
  /** The folder of the file, which the spec files that it names must not leave. */
  readonly folder: string;
  /** Collects every entity, and tells what those that were met before say of others. */
  readonly neighbours: NeighbourCollector;
  /** Told of every spec file that an entity names, by real path, and of the name of that entity. */
  readonly onSpecFile: (realPath: string, name: string) => void;
  /** Told of every file that belongs to one of these, by real path. */
  readonly onFile: (realPath: string) => void;
}

/** The Components of a catalog file with their spec files; entities of other kinds are passed over. */
export async function* readCatalogFile(
  file: SourceFile,
  options: CatalogReading,
): AsyncGenerator<Reading> {
  for (const reading of readEntities(file)) {
    if (reading.kind === 'findings') {
      yield { kind: 'file', file: file.path, diagnostics: reading.diagnostics };
    } else if (isEntity(reading.document)) {
      options.neighbours.add(reading.document.value);
      if (reading.document.value.kind.toLowerCase() === 'component') {
        yield await readComponent(reading.document, options);
      }
    } else {
      const diagnostics = [notAnEntity(reading.document)];
      yield { kind: 'file', file: file.path, diagnostics };
    }
  }
}

type EntityDocument = SourceDocument & { readonly value: Entity };

/** The engine takes entities with any content; only their kind is needed here. */
function isEntity(document: SourceDocument): document is EntityDocument {
  const { format, value } = document;
  return (
    format === 'backstage' &&
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string'
  );
}

async function readComponent(
  document: EntityDocument,
  options: CatalogReading,
): Promise<ServiceReading> {
  const { value: entity, file } = document;
  const named = await readNamedSpec(entity, options);
  if (named?.realPath !== undefined) {
    options.onSpecFile(named.realPath, String(entity.metadata?.name));
  }
  const result = readServiceSpec(
    entity,
    options.context,
    named?.file,
    options.neighbours,
  );
  return {
    kind: 'service',
    file,
    entityRef:
      result.kind === 'spec' ? result.spec.entityRef : refOf(entity, file),
    result: {
      ...result,
      diagnostics: withPositions(result.diagnostics, document),
    },
    document,
  };
}

function refOf(entity: Entity, file: string): string {
  try {
    return stringifyEntityRef(entity);
  } catch {
    return file;
  }
}
