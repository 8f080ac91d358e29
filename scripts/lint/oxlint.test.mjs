import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../root.mjs';

const declarations = `
interface WithVoid { run: () => void }
declare function later(): Promise<number>;
declare function takesVoid(callback: () => void): void;
declare function Button(props: { onClick: () => void }): null;
declare namespace JSX { type Element = null }
declare const React: { createElement(type: unknown): null };
`;

/** Lines of an async function, and the rule that they break. */
const examples = [
  ['no-floating-promises', 'later();'],
  ['no-floating-promises', 'on && later();'],
  ['no-floating-promises', '[1].map(async each => each);'],
  ['no-floating-promises', '// eslint-disable-next-line\nlater();'],
  ['no-misused-promises', 'if (later()) { return; }'],
  ['no-misused-promises', 'return { ...later() };'],
  ['no-misused-promises', 'return { run: async () => {} } as WithVoid;'],
  ['no-misused-promises', 'const run: () => void = async () => {};'],
  ['no-misused-promises', 'return [1].filter(async each => each > 0);'],
  ['await-thenable', 'await 3;'],
  ['await-thenable', 'for await (const each of [1]) { on = !each; }'],
  [undefined, 'await later();'],
  [undefined, 'void later();'],
  [undefined, 'later().catch(() => {});'],
  [undefined, 'takesVoid(async () => { await later(); });'],
  [undefined, 'return <Button onClick={async () => { await later(); }} />;'],
];

/** Codes of what the rules find in each file of a folder, by its name. */
function lint(folder) {
  const { stdout } = spawnSync(
    join(root, 'node_modules', '.bin', 'oxlint'),
    ['--config', join(root, '.oxlintrc.json'), '--format', 'json', '.'],
    { encoding: 'utf8', cwd: folder },
  );
  const { diagnostics, number_of_files: files } = JSON.parse(stdout);
  assert.equal(files, examples.length);
  return Map.groupBy(diagnostics, ({ filename }) => basename(filename));
}

test('promises that nobody waits for are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-lint-'));
  try {
    const compilerOptions = { strict: true, jsx: 'react', types: [] };
    const config = { compilerOptions, include: ['*.tsx'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    examples.forEach(([, lines], index) => {
      const code = `export async function example(on: boolean) {\n${lines}\n}`;
      writeFileSync(join(folder, `${index}.tsx`), `${declarations}\n${code}\n`);
    });
    const found = lint(folder);
    examples.forEach(([rule, lines], index) => {
      assert.deepEqual(
        (found.get(`${index}.tsx`) ?? []).map(({ code }) => code),
        rule ? [`typescript(${rule})`] : [],
        lines,
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
