import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './root.mjs';

const folder = join(root, '.cache', 'test');
const file = join(folder, 'source.ts');
const name = createHash('sha256').update(file).digest('hex');
const kept = join(root, '.cache', 'sources', name);

/** What a program prints that says this. */
function run(text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `const said: string = '${text}'; console.log(said);`);
  const hook = join(root, 'scripts', 'sources.cjs');
  return execFileSync(process.execPath, ['--require', hook, file], {
    encoding: 'utf8',
  }).trim();
}

test('a source is compiled once, and again when it has changed', () => {
  assert.equal(run('one'), 'one');
  const first = readFileSync(kept, 'utf8');
  writeFileSync(kept, first.replace("'one'", "'from the cache'"));
  assert.equal(run('one'), 'from the cache');
  assert.equal(run('two'), 'two');
  assert.equal(run('one'), 'one');
});

test('what is kept and is not whole is not used', () => {
  assert.equal(run('one'), 'one');
  writeFileSync(kept, readFileSync(kept, 'utf8').slice(0, 40));
  assert.equal(run('one'), 'one');
});
