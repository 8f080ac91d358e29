import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const backstage = await require('@backstage/cli/config/jest');
const { projects } = await require('./jestConfig.cjs');

test('the tests of all packages are run', () => {
  assert.deepEqual(
    projects.flatMap(({ roots, rootDir }) => roots ?? [rootDir]).sort(),
    backstage.projects.map(({ rootDir }) => rootDir).sort(),
  );
});

test('only CommonJS of other packages is loaded as it is', () => {
  const isIgnored = file =>
    projects.map(({ transformIgnorePatterns }) =>
      new RegExp(transformIgnorePatterns.at(-1)).test(file),
    );
  for (const file of [
    '/x/node_modules/lodash/map.js',
    '/x/node_modules/marked/node_modules/lodash/map.js',
    '/x/node_modules/@azure/identity/dist/index.cjs',
  ]) {
    assert.ok(isIgnored(file).every(Boolean), file);
  }
  for (const file of [
    '/x/packages/engine/src/index.ts',
    '/x/packages/engine/src/index.js',
    '/x/node_modules/marked/lib/marked.js',
    '/x/node_modules/lodash/node_modules/marked/lib/marked.js',
    '/x/node_modules/@backstage/ui/dist/index.esm.js',
    '/x/node_modules/zod/v4/index.mjs',
    '/x/node_modules/react-use/esm/index.js',
  ]) {
    assert.ok(!isIgnored(file).some(Boolean), file);
  }
});
