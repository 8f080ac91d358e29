import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { passedStep } from './result.mjs';

/** What every check depends on: how it is run, what is installed, and the settings of the whole repository. */
const always = ['scripts', ':(glob)*', '.yarn/releases'];

/** The files that Git knows or would add, with their contents; undefined outside of a clone. */
function fingerprint(folder, paths) {
  try {
    const list = ['ls-files', '--cached', '--others', '--exclude-standard'];
    const files = execFileSync('git', [...list, '-z', '--', ...paths], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const hash = createHash('sha256').update(process.version);
    for (const file of new Set(files.split('\0').filter(Boolean))) {
      hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
    }
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

function lastPassed(stamp) {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * A check that is not made again of what has passed it: the files below these paths, as Git spells them. For tools that
 * do not remember that themselves.
 */
export function unlessUnchanged(check, paths, folder = root) {
  const stamps = join(folder, '.cache', 'passed');
  const stamp = join(stamps, check.name.replace(/\W+/g, '-'));
  return {
    name: check.name,
    async run(env) {
      const before = fingerprint(folder, [...always, ...paths]);
      if (before !== undefined && before === lastPassed(stamp)) {
        return {
          ...passedStep(),
          output: 'Nothing changed since it passed.\n',
        };
      }
      rmSync(stamp, { force: true });
      const outcome = await check.run(env);
      const isSame = before === fingerprint(folder, [...always, ...paths]);
      if (before !== undefined && isSame && outcome.failed === 0) {
        mkdirSync(stamps, { recursive: true });
        writeFileSync(stamp, before);
      }
      return outcome;
    },
  };
}
