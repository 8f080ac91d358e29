import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The end of the newest block of a Prometheus' data folder, exclusive; undefined without blocks. */
export function newestBlockEnd(data) {
  const names = existsSync(data) ? readdirSync(data) : [];
  const ends = names
    .map(name => readJson(join(data, name, 'meta.json'))?.maxTime)
    .filter(Number.isFinite);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/**
 * Makes a data folder ready for more history, and tells until when it has some. Blocks are kept when they were made
 * for the same `key`; what Prometheus had not yet made a block of goes, because it would not take samples back that
 * are older than the newest block. Without blocks that can be used the folder is emptied: undefined.
 */
export function openHistory(folder, key) {
  const data = join(folder, 'data');
  const state = readJson(join(folder, 'history.json'));
  const end = newestBlockEnd(data);
  if (state?.key !== key || end === undefined) {
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { recursive: true });
    return undefined;
  }
  for (const name of ['wal', 'wbl', 'chunks_head', 'lock', 'queries.active']) {
    rmSync(join(data, name), { recursive: true, force: true });
  }
  return end - 1;
}

/** Notes that a data folder holds the history of a key from its beginning. */
export function keepHistory(folder, key) {
  writeFileSync(join(folder, 'history.json'), JSON.stringify({ key }));
}

/** Notes that a data folder is not to be reused: it is being filled. */
export function forgetHistory(folder) {
  rmSync(join(folder, 'history.json'), { force: true });
}
