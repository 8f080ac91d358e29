import { dirname } from 'node:path';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  contentOf,
  FileReading,
  FileToRead,
  GenerationSettings,
  Reading,
  SourceFile,
  specContextOf,
  walkServices,
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
import { fileReader } from './fileReader';

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
 * run names is then read as standing alone.
 *
 * @throws Failure when what the caller named cannot be read
 */
export async function* readServices(
  options: ReadServicesOptions,
): AsyncGenerator<Reading> {
  const { settings, terminal, progress, signal } = options;
  const input = { ...options, standardInput: readOnce(terminal) };
  try {
    yield* walkServices({
      files: () => filesOf(input),
      context: specContextOf(settings),
      onMet: () => progress.advance('services read'),
      onAllMet: () => progress.restart(),
      ...(signal && { signal }),
    });
  } finally {
    progress.clear();
  }
}

interface Input extends ReadServicesOptions {
  readonly standardInput: () => Promise<string>;
}

/** Standard input, which can be read but once. */
function readOnce({ stdin }: Terminal): () => Promise<string> {
  let text: Promise<string> | undefined;
  return () => {
    text ??= readStream(stdin);
    return text;
  };
}

async function* filesOf(input: Input): AsyncGenerator<FileToRead> {
  const { names, terminal } = input;
  for await (const file of listFiles(names, terminal.cwd)) {
    yield {
      named: file.named,
      read: () => readSource(file, input),
      ...(file.path !== undefined && { key: file.path }),
      reader: fileReader(
        terminal.cwd,
        file.path === undefined ? terminal.cwd : dirname(file.path),
      ),
    };
  }
}

/** A file, or why it cannot be read; nothing for a file of a folder that is not ours and no UTF-8. */
async function readSource(
  file: InputFile,
  { standardInput }: Input,
): Promise<SourceFile | FileReading | undefined> {
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
