import { run } from '../processes.mjs';
import { testFolder, testPackages } from './jest.mjs';
import { checkLockfiles } from './lockfiles.mjs';
import { failedStep, passedStep } from './result.mjs';

function program(name, command, ...args) {
  return {
    name,
    async run(env) {
      const code = await run(command, args, { env });
      return code === 0
        ? passedStep()
        : failedStep(
            `${[command, ...args].join(' ')} ended with exit code ${code}`,
          );
    },
  };
}

/** What CI runs, in this order, beside the set-up and the live tests. */
export const steps = [
  { name: 'Lockfiles name no host', run: async () => checkLockfiles() },
  program('Set-up commands', 'node', '--test', 'scripts/**/*.test.mjs'),
  program('Types', 'tsc'),
  program('Lint', 'yarn', 'lint'),
  program('Format', 'prettier', '--check', '.'),
  program('Configuration', 'backstage-cli', 'config:check', '--lax'),
  program(
    'Generated API types',
    ...['yarn', 'workspace', '@nthlayer/backstage-plugin-nthlayer-common'],
    'generate:check',
  ),
  program('API reports', 'yarn', 'build:api-reports', '--ci'),
  { name: 'Tests of all packages', run: testPackages },
  program('Build', 'backstage-cli', 'repo', 'build', '--all'),
  { name: 'Browser tests', run: env => testFolder('e2e', env) },
];
