import { dirname } from 'node:path';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  contentOf,
  GenerationSettings,
  isLegacyFile,
  NamedSpecs,
  NeighbourCollector,
  ServiceClaims,
  SourceFile,
  SpecFileResult,
  specContextOf,
  withPositions,
} from '@nthlayer/engine';
import { Failure } from '../failure';
import { NotUtf8 } from '../input/decodeText';
import { InputFile } from '../input/InputFile';
import { listFiles } from '../input/listFiles';
import { readStream, readText } from '../input/readText';
import { reasonOf } from '../input/reasonOf';
import { Progress } from '../terminal/Progress';
import { Terminal } from '../terminal/Terminal';
import { visible } from '../terminal/visible';
import { readCatalogFile } from './readCatalogFile';
import { Reading, ServiceReading } from './ServiceReading';
import { withFilesBeside } from './withFilesBeside';

/** What services are read from and with. */
export interface ReadServicesOptions {
  /** Files, folders, `-`. */
  readonly names: readonly string[];
  readonly settings: GenerationSettings;
  readonly terminal: Terminal;
  readonly progress: Progress;
  /** Ends the reading early. */
  readonly signal?: AbortSignal;
}

/**
 * Reads the services of files one after the other. Catalog files come first; of the spec files, what no entity of this
 * run names is then read as standing alone. All is read twice: at first only to see which services claim the same, and what
 * Resources and Systems say.
 *
 * @throws Failure when what the caller named cannot be read
 */
export async function* readServices(
  options: ReadServicesOptions,
): AsyncGenerator<Reading> {
  const { terminal, progress, signal } = options;
  const input: Input = {
    ...options,
    standardInput: readOnce(terminal),
    neighbours: new NeighbourCollector(),
  };
  const claims = ServiceClaims.create();
  try {
    for await (const reading of readAll(input)) {
      if (reading.kind === 'service') {
        if (reading.result.kind === 'spec') {
          claims.add({ spec: reading.result.spec, file: reading.file });
        }
        progress.advance('services read');
      }
      if (signal?.aborted) {
        return;
      }
    }
    progress.restart();
    for await (const reading of readAll(input)) {
      yield reading.kind === 'service' ? claimed(reading, claims) : reading;
    }
  } finally {
    progress.clear();
  }
}

interface Input extends ReadServicesOptions {
  readonly standardInput: () => Promise<string>;
  /** Whole once all was read. */
  readonly neighbours: NeighbourCollector;
}

/** Standard input, which can be read but once. */
function readOnce({ stdin }: Terminal): () => Promise<string> {
  let text: Promise<string> | undefined;
  return () => {
    text ??= readStream(stdin);
    return text;
  };
}

async function* readAll(input: Input): AsyncGenerator<Reading> {
  const { names, settings, terminal, neighbours } = input;
  const context = specContextOf(settings);
  const waiting: InputFile[] = [];
  const named = NamedSpecs.create();
  for await (const file of listFiles(names, terminal.cwd)) {
    const source = await readSource(file, input);
    if (source === undefined) {
      continue;
    }
    if ('diagnostics' in source) {
      yield source;
      continue;
    }
    const content = contentOf(source.text);
    if (content.entities) {
      for await (const reading of readCatalogFile(source, {
        context,
        neighbours,
        cwd: terminal.cwd,
        folder: file.path === undefined ? terminal.cwd : dirname(file.path),
        onSpecFile: (path, name) => named.add(path, name),
        onFile: path => named.addBeside(path),
      })) {
        if (reading.kind === 'service') {
          named.addEntity(reading.entityRef, reading.result);
        }
        yield reading;
      }
    } else if (content.specs || file.named || isLegacyFile(source)) {
      waiting.push(file);
    }
  }
  const readWhole = async (file: InputFile) => {
    const source = await readSource(file, input);
    const isSpec = source !== undefined && 'text' in source;
    return isSpec && file.path !== undefined
      ? withFilesBeside(source, {
          context,
          cwd: terminal.cwd,
          folder: dirname(file.path),
          onFile: path => named.addBeside(path),
        })
      : source;
  };
  // which files are parts of others is known when all are read
  for (const file of waiting) {
    await readWhole(file);
  }
  for (const file of waiting) {
    const source = await readWhole(file);
    if (source !== undefined) {
      yield* 'diagnostics' in source
        ? [source]
        : readAlone(source, named.free(file.path, source, context));
    }
  }
}

type Unreadable = Extract<Reading, { kind: 'file' }>;

/** A file, or why it cannot be read; nothing for a file of a folder that is not ours and no UTF-8. */
async function readSource(
  file: InputFile,
  { standardInput }: Input,
): Promise<SourceFile | Unreadable | undefined> {
  try {
    const text =
      file.path === undefined
        ? await standardInput()
        : await readText(file.path);
    return { path: file.shown, text };
  } catch (error) {
    const why = reasonOf(error);
    if (file.named) {
      throw new Failure(`${visible(file.shown)} cannot be read: ${why}.`);
    }
    if (error instanceof NotUtf8 && !isOurs(error.ascii)) {
      return undefined;
    }
    return {
      kind: 'file',
      file: file.shown,
      diagnostics: [unreadable(file.shown, why)],
    };
  }
}

function isOurs(text: string): boolean {
  const { entities, specs } = contentOf(text);
  return entities || specs;
}

function unreadable(file: string, why: string): Diagnostic {
  return {
    severity: 'error',
    code: 'file-unreadable',
    path: '',
    summary: `The file cannot be read: ${why}.`,
    detail: 'The services in it are left out.',
    position: { file, line: 1, column: 1 },
  };
}

function readAlone(
  { path: file }: SourceFile,
  results: readonly SpecFileResult[],
): readonly Reading[] {
  return results.map(({ entityRef, result }) => ({
    kind: 'service',
    file,
    entityRef,
    result,
  }));
}

function claimed(
  reading: ServiceReading,
  claims: ServiceClaims,
): ServiceReading {
  const { result, document } = reading;
  if (result.kind === 'none') {
    return reading;
  }
  const found = claims.findingsOn({ spec: result.spec, file: reading.file });
  if (found.length === 0) {
    return reading;
  }
  const located = document ? withPositions(found, document) : found;
  return {
    ...reading,
    result: { ...result, diagnostics: [...result.diagnostics, ...located] },
  };
}
