import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileOutside, isWithin } from '@nthlayer/engine';
import { readBounded } from './readBounded';
import { SpecFileProblem } from './specFileProblem';

/** A pipe or device must not make the opening wait, and the last part is no link any more once it was resolved. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Reads a file whose real path is inside the real path of a folder. */
export async function readLocalFile(
  folder: string,
  path: string,
): Promise<{ text: string } | { problem: SpecFileProblem }> {
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, path));
    return isWithin(root, real, sep)
      ? await readRegularFile(real, path)
      : { problem: outside(path) };
  } catch (error) {
    return { problem: unreadable(path, codeOf(error)) };
  }
}

async function readRegularFile(real: string, path: string) {
  const file = await open(real, FLAGS);
  try {
    const isFile = (await file.stat()).isFile();
    return isFile
      ? await readBounded(file.createReadStream({ autoClose: false }), path)
      : { problem: unreadable(path, 'EISDIR') };
  } finally {
    await file.close();
  }
}

function outside(path: string): SpecFileProblem {
  const { summary, detail = '' } = fileOutside(path);
  return { code: 'spec-file-outside', summary, fix: detail };
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: [
    'there is no such file beside the file of the entity',
    'Create it, or correct the annotation.',
  ],
  ENOTDIR: [
    'there is no such file beside the file of the entity',
    'Create it, or correct the annotation.',
  ],
  EISDIR: ['it is not a regular file', 'Name a file.'],
  ELOOP: ['its links lead in a circle', 'Put the file itself there.'],
  EACCES: [
    'the backend may not read it',
    'Give the backend the right to read it.',
  ],
  EPERM: [
    'the backend may not read it',
    'Give the backend the right to read it.',
  ],
};

const MISSING: readonly string[] = ['ENOENT', 'ENOTDIR'];

function unreadable(path: string, code: string): SpecFileProblem {
  const [reason, fix] = REASONS[code] ?? [
    `the disk answered ${code}`,
    'See whether the backend can read it.',
  ];
  return {
    code: 'spec-file-unreadable',
    summary: `${path} cannot be read: ${reason}.`,
    fix,
    ...(MISSING.includes(code) && { missing: true }),
  };
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : 'an error';
}
