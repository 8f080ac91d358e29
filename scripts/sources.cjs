// `node --require` this to run the TypeScript of this repository, as Backstage runs it in development. What was compiled
// is kept for the next process: most of the start of a short command is compiling otherwise.
const { createHash } = require('node:crypto');
const {
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

const cache = join(__dirname, '..', '.cache', 'sources');
const swcPath = require.resolve('@swc/core');
const { version } = require('@swc/core/package.json');

function hashOf(...texts) {
  return createHash('sha256').update(texts.join('\0')).digest('hex');
}

/** The compiled text of a file when it is that of this source. */
function read(file, hash) {
  try {
    const [first, ...rest] = readFileSync(file, 'utf8').split('\n');
    return first === hash ? rest.join('\n') : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, for others write and read at the same time. Where nothing can be written, nothing is kept. */
function keep(file, hash, code) {
  const part = `${file}.${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(part, `${hash}\n${code}`);
    renameSync(part, file);
  } catch {
    // compiled again next time
  }
}

function compile(source, options) {
  delete require.cache[swcPath];
  return require('@swc/core').transformSync(source, options);
}

function transformSync(source, options) {
  const file = join(cache, hashOf(options.filename));
  const hash = hashOf(version, JSON.stringify(options), source);
  const kept = read(file, hash);
  if (kept !== undefined) {
    return { code: kept };
  }
  const { code } = compile(source, options);
  keep(file, hash, code);
  return { code };
}

enableCompileCache(join(cache, 'v8'));
// Backstage's hook asks swc, which is not even loaded while everything is known
require.cache[swcPath] = { exports: { transformSync } };
require('@backstage/cli/config/nodeTransform.cjs');
delete require.cache[swcPath];
