import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { failedStep, passedStep } from './result.mjs';

const lockfiles = ['yarn.lock', 'scripts/node/package-lock.json'];

/** Lockfiles name no host, so that they install from anybody's registry. */
export function checkLockfiles() {
  const notes = lockfiles.flatMap(file =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        /https?:\/\/|__archiveUrl|"resolved"/.test(line)
          ? [`${file}:${index + 1}: ${line.trim()}`]
          : [],
      ),
  );
  return notes.length === 0 ? passedStep() : failedStep(...notes);
}
