import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { describeWithTools } from '../../promql/__testUtils__/findTool';
import { isShort } from './__testUtils__/evaluations';
import { readRuleTests, RuleFiles } from './__testUtils__/ruleFiles';
import { RuleTester } from './__testUtils__/RuleTester';

const EXAMPLES = resolve(__dirname, '../../../../../examples');

function fileOf(example: string, name: string): string {
  return join(EXAMPLES, example, 'expected', name);
}

const withRules = readdirSync(EXAMPLES).filter(name =>
  existsSync(fileOf(name, 'rules.yaml')),
);

function filesOf(example: string): RuleFiles {
  const names = ['rules.yaml', 'rules.test.yaml'];
  return Object.fromEntries(
    names.map(name => [name, readFileSync(fileOf(example, name), 'utf8')]),
  );
}

// Tests of minutes only: those of hours cost seconds each, and the generator's own tests run them.
describeWithTools('promtool')('promtool', () => {
  const tester = new RuleTester();

  it('finds the examples', () => {
    expect(withRules.length).toBeGreaterThan(8);
  });

  it.each(withRules)(
    'accepts the rules of %s, and they pass their tests',
    async example => {
      const files = filesOf(example);
      const all = readRuleTests(files);
      const tests = all.tests.filter(isShort);
      expect(tests.length).toBeGreaterThanOrEqual(8);
      await tester.run({
        ...files,
        'rules.test.yaml': stringify({ ...all, tests }),
      });
    },
  );

  it('finds no fault with the rules of all of these', async () => {
    expect(await tester.check()).toMatch(/SUCCESS: \d+ rules found/);
  });
});
