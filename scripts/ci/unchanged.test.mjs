import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { failedStep, passedStep } from './result.mjs';
import { unlessUnchanged } from './unchanged.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nthlayer-unchanged-'));
after(() => rmSync(folder, { recursive: true }));

const write = (file, text) => writeFileSync(join(folder, file), text);
let runs;
let outcome;

const check = () =>
  unlessUnchanged(
    {
      name: 'Build all',
      run: async () => {
        runs += 1;
        return outcome;
      },
    },
    ['src', ':!*.test.ts'],
    folder,
  ).run({});

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(folder, 'src'), { recursive: true });
  mkdirSync(join(folder, 'docs'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  write('.gitignore', '.cache\n');
  write('yarn.lock', 'one');
  write('src/a.ts', 'one');
  runs = 0;
  outcome = passedStep();
});

test('what has passed is not looked at again', async () => {
  await check();
  assert.equal((await check()).passed, 1);
  write('docs/a.md', 'text');
  write('src/a.test.ts', 'test');
  await check();
  assert.equal(runs, 1);
});

for (const [what, change] of [
  ['another text', () => write('src/a.ts', 'two')],
  ['a new file', () => write('src/b.ts', 'one')],
  ['a file less', () => rmSync(join(folder, 'src/a.ts'))],
  [
    'another name',
    () => {
      rmSync(join(folder, 'src/a.ts'));
      write('src/b.ts', 'one');
    },
  ],
  ['what is installed', () => write('yarn.lock', 'two')],
]) {
  test(`${what} is looked at`, async () => {
    await check();
    change();
    await check();
    await check();
    assert.equal(runs, 2);
  });
}

test('what was looked at before, and changed back, is looked at again', async () => {
  await check();
  write('src/a.ts', 'two');
  outcome = failedStep('wrong');
  await check();
  write('src/a.ts', 'one');
  outcome = passedStep();
  await check();
  assert.equal(runs, 3);
});

test('what has failed is looked at again', async () => {
  outcome = failedStep('wrong');
  assert.equal((await check()).failed, 1);
  assert.equal((await check()).failed, 1);
  assert.equal(runs, 2);
});

test('outside of a clone all is looked at each time', async () => {
  rmSync(join(folder, '.git'), { recursive: true });
  await check();
  await check();
  assert.equal(runs, 2);
});
