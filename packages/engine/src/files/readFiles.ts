import { NeighbourCollector, SourceFile, SpecContext } from '../spec';
import { contentOf, isLegacyFile } from './contentOf';
import { FileToRead } from './FileToRead';
import { readNamedSpec, withBeside } from './namedSpec';
import { NamedSpecs } from './NamedSpecs';
import { readCatalogFile } from './readCatalogFile';
import { FileReading, Reading } from './ServiceReading';

/** What files are read with. */
export interface FilesReading {
  readonly context: SpecContext;
  readonly neighbours: NeighbourCollector;
  readonly named: NamedSpecs;
}

/**
 * The services of some files, one file in memory at a time. Catalog files come first; of the spec files, what no entity
 * names and no other spec asks for is then read as standing alone. Other YAML is none of ours and is passed over.
 */
export async function* readFiles(
  files: AsyncIterable<FileToRead> | Iterable<FileToRead>,
  options: FilesReading,
): AsyncGenerator<Reading> {
  const { context, neighbours, named } = options;
  const waiting: FileToRead[] = [];
  for await (const file of files) {
    const source = await file.read();
    if (source === undefined) {
      continue;
    }
    if ('diagnostics' in source) {
      yield source;
      continue;
    }
    const content = contentOf(source.text);
    if (content.entities) {
      const { reader } = file;
      yield* noted(
        readCatalogFile(source, {
          context,
          neighbours,
          readSpec: async document =>
            reader && readNamedSpec(document, { context, reader, named }),
        }),
        named,
      );
    } else if (content.specs || file.named || isLegacyFile(source)) {
      waiting.push(file);
    }
  }
  // which files are parts of others is known when all are read
  for (const file of waiting) {
    await readWhole(file, options);
  }
  for (const file of waiting) {
    yield* await readAlone(file, options);
  }
}

async function* noted(
  readings: AsyncIterable<Reading>,
  named: NamedSpecs,
): AsyncGenerator<Reading> {
  for await (const reading of readings) {
    if (reading.kind === 'service') {
      named.addEntity(reading.entityRef, reading.result);
    }
    yield reading;
  }
}

async function readAlone(
  file: FileToRead,
  options: FilesReading,
): Promise<readonly Reading[]> {
  const source = await readWhole(file, options);
  if (source === undefined || 'diagnostics' in source) {
    return source ? [source] : [];
  }
  return options.named
    .free(file.key, source, options.context)
    .map(({ entityRef, result }) => ({
      kind: 'service',
      file: source.path,
      entityRef,
      result,
    }));
}

async function readWhole(
  { key, read, reader }: FileToRead,
  { context, named }: FilesReading,
): Promise<SourceFile | FileReading | undefined> {
  const source = await read();
  const hasPlace = key !== undefined;
  return hasPlace && source && 'text' in source && reader
    ? withBeside(source, { context, reader, named })
    : source;
}
