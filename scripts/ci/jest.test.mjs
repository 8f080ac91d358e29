import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readReport } from './jest.mjs';
import { result, sumResults, summaryLine } from './result.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nthlayer-report-'));
after(() => rmSync(folder, { recursive: true }));

const counts = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
};

function read(changes, exitCode) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify({ ...counts, ...changes }));
  return readReport(file, exitCode);
}

test('passed, skipped and planned tests are counted', () => {
  assert.deepEqual(read({}, 0), result({ passed: 3, skipped: 2 }));
});

test('a file that does not load is a failure with its message', () => {
  const { failed, notes } = read(
    {
      numRuntimeErrorTestSuites: 1,
      testResults: [
        {
          name: '/x/a.test.ts',
          status: 'failed',
          message: 'SyntaxError',
          assertionResults: [],
        },
      ],
    },
    1,
  );
  assert.equal(failed, 1);
  assert.match(notes[0], /a\.test\.ts.*\n.*SyntaxError/);
});

test('a failing test is named with the first lines of its message', () => {
  const { failed, notes } = read(
    {
      numFailedTests: 1,
      testResults: [
        {
          name: '/x/a.test.ts',
          status: 'failed',
          assertionResults: [
            {
              status: 'failed',
              fullName: 'adds up',
              failureMessages: ['\u001b[31mexpected 2\u001b[0m'],
            },
          ],
        },
      ],
    },
    1,
  );
  assert.equal(failed, 1);
  assert.match(notes[0], /adds up\n {4}expected 2$/);
});

test('an exit code without a failed test is a failure', () => {
  assert.equal(read({}, 1).failed, 1);
});

test('a run without a test is a failure', () => {
  const none = { numPassedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  assert.equal(read(none, 0).failed, 1);
  assert.equal(readReport(join(folder, 'missing.json'), 0).failed, 1);
});

test('the last line sums all steps', () => {
  const sum = sumResults([
    result({ passed: 2, skipped: 1 }),
    result({ passed: 1, failed: 4, notes: ['a'] }),
  ]);
  assert.equal(summaryLine(sum), '3 passed, 4 failed, 1 skipped');
});
