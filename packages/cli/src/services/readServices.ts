import { dirname } from 'node:path';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  GenerationSettings,
  readSpecFile,
  SourceFile,
  SpecContext,
  specContextOf,
} from '@nthlayer/engine';
import { Failure } from '../failure';
import { contentOf } from '../input/contentOf';
import { InputFile } from '../input/InputFile';
import { listFiles } from '../input/listFiles';
import { readStream, readText } from '../input/readText';
import { reasonOf } from '../input/reasonOf';
import { Terminal } from '../terminal/Terminal';
import { visible } from '../terminal/visible';
import { readCatalogFile } from './readCatalogFile';
import { ServiceClaims } from './ServiceClaims';
import { Reading, ServiceReading } from './ServiceReading';

/** What services are read from and with. */
export interface ReadServicesOptions {
  /** Files, folders, `-`. */
  readonly names: readonly string[];
  readonly settings: GenerationSettings;
  readonly terminal: Terminal;
}

/** A file whose turn comes once it is known which spec files the entities name. */
interface Waiting {
  readonly file: InputFile;
  /** Kept only of standard input, which cannot be read twice. */
  readonly text?: string;
}

/**
 * Reads the services of files one after the other. Catalog files come first; of the spec files, those that no entity
 * of this run names are then read as standing alone.
 *
 * @throws Failure when what the caller named cannot be read
 */
export async function* readServices(
  options: ReadServicesOptions,
): AsyncGenerator<Reading> {
  const claims = ServiceClaims.create();
  for await (const reading of readAll(options)) {
    yield reading.kind === 'service' ? claimed(reading, claims) : reading;
  }
}

async function* readAll({
  names,
  settings,
  terminal,
}: ReadServicesOptions): AsyncGenerator<Reading> {
  const context = specContextOf(settings);
  const waiting: Waiting[] = [];
  const named = new Set<string>();
  for await (const file of listFiles(names, terminal.cwd)) {
    const source = await readSource(file, terminal);
    if ('diagnostics' in source) {
      yield source;
      continue;
    }
    const content = contentOf(source.text);
    if (content.entities) {
      yield* readCatalogFile(source, {
        context,
        cwd: terminal.cwd,
        folder: file.path === undefined ? terminal.cwd : dirname(file.path),
        onSpecFile: path => named.add(path),
      });
    } else if (content.specs || file.named) {
      const { text } = source;
      waiting.push(file.path === undefined ? { file, text } : { file });
    }
  }
  for (const { file, text } of waiting) {
    if (file.path === undefined || !named.has(file.path)) {
      const source =
        text === undefined
          ? await readSource(file, terminal)
          : { path: file.shown, text };
      yield* 'diagnostics' in source ? [source] : readAlone(source, context);
    }
  }
}

type Unreadable = Extract<Reading, { kind: 'file' }>;

async function readSource(
  file: InputFile,
  terminal: Terminal,
): Promise<SourceFile | Unreadable> {
  try {
    const text =
      file.path === undefined
        ? await readStream(terminal.stdin)
        : await readText(file.path);
    return { path: file.shown, text };
  } catch (error) {
    const why = reasonOf(error);
    if (file.named) {
      throw new Failure(`${visible(file.shown)} cannot be read: ${why}.`);
    }
    return {
      kind: 'file',
      file: file.shown,
      diagnostics: [unreadable(file.shown, why)],
    };
  }
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

function readAlone(source: SourceFile, context: SpecContext): Reading[] {
  return readSpecFile(source, context).map(({ entityRef, result }) => ({
    kind: 'service',
    file: source.path,
    entityRef,
    result,
  }));
}

function claimed(
  reading: ServiceReading,
  claims: ServiceClaims,
): ServiceReading {
  const { result, file, document } = reading;
  if (result.kind === 'none') {
    return reading;
  }
  const found = claims.claim(result.spec, file).map(diagnostic => ({
    ...diagnostic,
    position: document?.locate(['metadata', 'name']) ?? {
      file,
      line: 1,
      column: 1,
    },
  }));
  return found.length === 0
    ? reading
    : {
        ...reading,
        result: { ...result, diagnostics: [...result.diagnostics, ...found] },
      };
}
