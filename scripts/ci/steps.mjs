import { join } from 'node:path';
import { root } from '../root.mjs';
import { testFolder, testInJsdom, testInNode } from './jest.mjs';
import { checkLockfiles } from './lockfiles.mjs';
import { program } from './program.mjs';

/** Compilers written in Go end before collecting garbage would pay, unless memory is short. */
function uncollected({ name, run }) {
  return {
    name,
    run: env => run({ ...env, GOGC: 'off', GOMEMLIMIT: '3GiB' }),
  };
}

/**
 * Checks of the sources. The lists run side by side, each in its order: the first writes what its later steps read,
 * the second only reads. Types, format and lint keep what they have found in `.cache` and `dist-types`, and
 * look again at what has changed since.
 */
const checks = [
  [
    // one checker: more of them work out again what they share, and the other list has a core too
    uncollected(program('Types', 'yarn', 'tsc', '--checkers', '1')),
    program('API reports', 'yarn', 'api-reports', '--ci'),
    program('Build', 'backstage-cli', 'repo', 'build', '--all'),
  ],
  [
    { name: 'Lockfiles name no host', run: async () => checkLockfiles() },
    program('Set-up commands', 'node', '--test', 'scripts/**/*.test.mjs'),
    program('Configuration', 'backstage-cli', 'config:check', '--lax'),
    program(
      'Generated API types',
      ...['yarn', 'workspace', '@nthlayer/backstage-plugin-nthlayer-common'],
      'generate:check',
    ),
    // files that were in order are not read again as long as they and the tool are the same
    program(
      'Format',
      ...['prettier', '--check', '--cache', '--cache-strategy', 'content'],
      ...['--cache-location', join(root, '.cache', 'prettier'), '.'],
    ),
    uncollected(program('Lint', 'yarn', 'lint')),
  ],
];

/** Tests that use all cores. */
const nodeTests = [[{ name: 'Tests in Node', run: testInNode }]];

/** The browser often waits, and leaves room for a process that needs no more than a core. */
const browserTests = [
  [{ name: 'Browser tests', run: env => testFolder('e2e', env) }],
  [{ name: 'Tests of components', run: testInJsdom }],
];

/** One after the other; of each, the lists run side by side. The live tests run beside all of it. */
export const stages = [checks, nodeTests, browserTests];
