import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that is written in full and waits to be moved to its place. */
export interface StagedFile {
  readonly from: string;
  readonly to: string;
  /** Where the file that is in the place now is kept meanwhile. */
  readonly backup?: string;
}

type Undo = () => Promise<void>;

/** Moves all files to their places, or puts everything back as it was and throws. */
export async function moveAll(files: readonly StagedFile[]): Promise<void> {
  const undo: Undo[] = [];
  try {
    for (const file of files) {
      await makeFolder(dirname(file.to), undo);
      await move(file, undo);
    }
  } catch (error) {
    for (const step of undo.reverse()) {
      await step();
    }
    throw error;
  }
}

async function makeFolder(folder: string, undo: Undo[]): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first !== undefined) {
    undo.push(() => rm(first, { recursive: true, force: true }));
  }
}

async function move(
  { from, to, backup }: StagedFile,
  undo: Undo[],
): Promise<void> {
  if (backup !== undefined) {
    await rename(to, backup);
    undo.push(() => rename(backup, to));
  }
  await rename(from, to);
  undo.push(() => rm(to, { force: true }));
}
