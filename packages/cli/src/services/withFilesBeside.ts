import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  environmentsToLookFor,
  FileRefusal,
  filesRead,
  isWithin,
  ReadFileBeside,
  readFilesBeside,
  SourceFile,
  SpecContext,
} from '@nthlayer/engine';
import { readText } from '../input/readText';
import { codeOf, reasonOf } from '../input/reasonOf';

/** Where the files of a spec are looked for. */
export interface BesideOptions {
  readonly context: SpecContext;
  readonly cwd: string;
  /** The folder that they must not leave. */
  readonly folder: string;
  readonly entity?: Entity;
  /** Told of every file that belongs to the spec, by real path. */
  readonly onFile?: (realPath: string) => void;
}

/** A spec file with the files that it asks for, out of its folder or below, also after symbolic links are followed. */
export async function withFilesBeside(
  file: SourceFile,
  { context, cwd, folder, entity, onFile }: BesideOptions,
): Promise<SourceFile> {
  const real = new Map<string, string>();
  const read: ReadFileBeside = async path => {
    try {
      const realPath = await realpath(resolve(cwd, path));
      if (!isWithin(await realpath(folder), realPath, sep)) {
        return { problem: outside(path) };
      }
      real.set(path, realPath);
      return { text: await readText(realPath) };
    } catch (error) {
      return ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
        ? undefined
        : { problem: unreadable(path, error) };
    }
  };
  const environments = environmentsToLookFor(context, entity);
  const whole = await readFilesBeside(file, environments, read);
  for (const path of onFile ? filesRead(whole) : []) {
    onFile?.(real.get(path) ?? path);
  }
  return whole;
}

function outside(path: string): FileRefusal {
  return {
    code: 'spec-file-outside',
    summary: `The file ${JSON.stringify(
      path,
    )} leads, by a symbolic link, outside the folder of the spec.`,
    detail: 'It is not read. Put the file itself there.',
  };
}

function unreadable(path: string, error: unknown): FileRefusal {
  return {
    code: 'spec-file-unreadable',
    summary: `The file ${JSON.stringify(path)} cannot be read: ${reasonOf(
      error,
    )}.`,
    detail: 'Nothing of it is used.',
  };
}
