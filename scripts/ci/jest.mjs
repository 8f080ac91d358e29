import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { launch, run, stop } from '../processes.mjs';
import { root } from '../root.mjs';
import { failedStep, result } from './result.mjs';

export const reportFolder = join(root, '.cache', 'test');

/** A test that hangs must not keep CI for ever. */
const limitMs = 25 * 60_000;

const workers = Math.max(2, availableParallelism() - 1);

/** Loading modules leaves much garbage: with more room for what is young, less of it is copied. */
const youngRoom = '--max-semi-space-size=64';

function reportFile(name) {
  mkdirSync(reportFolder, { recursive: true });
  const file = join(reportFolder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function firstLines(message, count = 12) {
  return stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, count)
    .map(line => `    ${line}`)
    .join('\n');
}

function failuresOf(suite) {
  const file = suite.name.replace(`${root}/`, '');
  const failures = suite.assertionResults
    .filter(test => test.status === 'failed')
    .map(
      test =>
        `${file}: ${test.fullName}\n${firstLines(test.failureMessages[0])}`,
    );
  return suite.status === 'failed' && failures.length === 0
    ? [`${file}: the file failed to run\n${firstLines(suite.message)}`]
    : failures;
}

/** Counts of jest's report. A run without a test, or one that ends badly for another reason, is a failure. */
export function readReport(file, exitCode) {
  if (!existsSync(file)) {
    return failedStep('jest ended without a report');
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const counts = result({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: report.testResults.flatMap(failuresOf),
  });
  if (counts.passed + counts.failed + counts.skipped === 0) {
    return failedStep('no test was run');
  }
  return exitCode !== 0 && counts.failed === 0
    ? { ...counts, failed: 1, notes: [`jest ended with exit code ${exitCode}`] }
    : counts;
}

function crossPackageArguments(name, file) {
  return [
    ...['package', 'test', '--watch=false', '--no-passWithNoTests'],
    ...['--config', `jest.${name}.config.js`, '--maxWorkers=2'],
    ...['--json', `--outputFile=${file}`],
  ];
}

async function testPackages(name, options, env) {
  const file = reportFile(name);
  const code = await run(
    'backstage-cli',
    [
      ...['repo', 'test', '--watch=false', ...options],
      ...['--config', join(root, 'scripts', 'ci', 'jestConfig.cjs')],
      ...['--json', `--outputFile=${file}`],
    ],
    {
      env: {
        ...env,
        NODE_OPTIONS: [env.NODE_OPTIONS, youngRoom].filter(Boolean).join(' '),
      },
      limitMs,
    },
  );
  return readReport(file, code);
}

/** All unit and integration tests of all packages that need no browser. */
export function testInNode(env) {
  const options = [`--maxWorkers=${workers}`, '--selectProjects', 'node'];
  return testPackages('node', options, env);
}

/** The tests of components, in one process. */
export function testInJsdom(env) {
  return testPackages('jsdom', ['-i', '--ignoreProjects', 'node'], env);
}

/** The tests in one folder of `tests` that has its own jest configuration. */
export async function testFolder(name, env) {
  const file = reportFile(name);
  const code = await run('backstage-cli', crossPackageArguments(name, file), {
    cwd: join(root, 'tests'),
    env,
    limitMs,
  });
  return readReport(file, code);
}

/** The same in the background: its output goes to a file until `finish`. */
export function testFolderInBackground(name, env) {
  const file = reportFile(name);
  const log = join(reportFolder, `${name}.log`);
  const output = openSync(log, 'w');
  const started = launch('backstage-cli', crossPackageArguments(name, file), {
    cwd: join(root, 'tests'),
    env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return {
    async finish() {
      const timer = setTimeout(() => stop(started), limitMs);
      const code = await started.ended;
      clearTimeout(timer);
      process.stdout.write(readFileSync(log, 'utf8'));
      return readReport(file, code);
    },
  };
}
