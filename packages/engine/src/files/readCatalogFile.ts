import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  NeighbourCollector,
  readServiceSpec,
  SourceDocument,
  SourceFile,
  SpecFile,
  withPositions,
} from '../spec';
import { catalogDocuments } from './catalogDocuments';
import { notAnEntity } from './serviceFindings';
import { Reading, ServiceReading } from './ServiceReading';
import { SpecContext } from '../spec';

/** What a catalog file is read with. */
export interface CatalogReading {
  readonly context: SpecContext;
  /** Collects every entity, and tells what those that were met before say of others. */
  readonly neighbours: NeighbourCollector;
  /** The spec file that an entity names. */
  readonly readSpec: (
    document: SourceDocument,
  ) => Promise<SpecFile | undefined>;
}

/** The Components of a catalog file with their spec files; entities of other kinds are passed over. */
export async function* readCatalogFile(
  file: SourceFile,
  options: CatalogReading,
): AsyncGenerator<Reading> {
  for (const found of catalogDocuments(file)) {
    if (found.kind === 'findings') {
      const { diagnostics } = found;
      yield { kind: 'file', file: file.path, diagnostics };
    } else if (isEntity(found.document)) {
      options.neighbours.add(found.document.value);
      if (found.document.value.kind.toLowerCase() === 'component') {
        yield await readComponent(found.document, options);
      }
    } else {
      const diagnostics = [notAnEntity(found.document)];
      yield { kind: 'file', file: file.path, diagnostics };
    }
  }
}

type EntityDocument = SourceDocument & { readonly value: Entity };

/** Entities are read whatever is in them; only their kind is needed here. */
export function isEntity(document: SourceDocument): document is EntityDocument {
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
  { context, neighbours, readSpec }: CatalogReading,
): Promise<ServiceReading> {
  const { value: entity, file } = document;
  const spec = await readSpec(document);
  const result = readServiceSpec(entity, context, spec, neighbours);
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
