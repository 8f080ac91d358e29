import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { describeWith } from '../harness/tools';
import { EXAMPLES, exampleNames, readExample } from './example';

const run = promisify(execFile);
const LONGEST_MINUTES = 12;

interface RuleTest {
  readonly promql_expr_test: readonly { readonly eval_time: string }[];
}

const minutesOf = ({ eval_time }: { eval_time: string }) =>
  Number(/^(\d+)m$/.exec(eval_time)?.[1] ?? Infinity);

/** Tests of minutes only: those of hours cost seconds each, and the engine's own tests run them. */
function isShort({ promql_expr_test }: RuleTest): boolean {
  return promql_expr_test.every(
    expected => minutesOf(expected) <= LONGEST_MINUTES,
  );
}

describeWith('promtool')('promtool', () => {
  const withStack = exampleNames.filter(
    name => readExample(name).kind === 'spec',
  );
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-rules-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The rules and their short tests, beside each other; gives the path of the tests. */
  async function writeShortTests(name: string): Promise<string> {
    const expected = join(EXAMPLES, name, 'expected');
    const text = await readFile(join(expected, 'rules.test.yaml'), 'utf8');
    const tests = parse(text);
    const short = tests.tests.filter(isShort);
    expect(short.length).toBeGreaterThanOrEqual(8);
    await symlink(join(expected, 'rules.yaml'), join(folder, `${name}.yaml`));
    const path = join(folder, `${name}.test.yaml`);
    await writeFile(
      path,
      stringify({ ...tests, rule_files: [`${name}.yaml`], tests: short }),
    );
    return path;
  }

  it('finds nothing wrong with the rules of any example', async () => {
    const rules = withStack.map(name =>
      join(EXAMPLES, name, 'expected', 'rules.yaml'),
    );
    const { stdout } = await run('promtool', [
      ...['check', 'rules', '--lint=all', '--lint-fatal'],
      ...rules,
    ]);
    expect(stdout.match(/SUCCESS: \d+ rules found/g)).toHaveLength(
      rules.length,
    );
  });

  it('passes the tests of every example', async () => {
    const files = await Promise.all(withStack.map(writeShortTests));
    const { stdout } = await run('promtool', ['test', 'rules', ...files], {
      // a third of the work is collecting garbage otherwise; others run beside it
      env: { ...process.env, GOGC: '400', GOMAXPROCS: '1' },
    });
    expect(stdout.match(/SUCCESS/g)).toHaveLength(files.length);
  }, 120_000);
});
