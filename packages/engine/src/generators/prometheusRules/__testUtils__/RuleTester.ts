import { stringify } from 'yaml';
import { labelsIn } from '../../../promql';
import { evaluationsOf, isShort } from './evaluations';
import { neededRules, parseExpression } from './neededRules';
import { promtool } from './promtool';
import {
  readRules,
  readRuleTests,
  RuleFiles,
  RuleGroupText,
  RuleTestText,
} from './ruleFiles';

/** Rules as a file, and the tests that are run on them, of which they are evaluated so often. */
interface Part {
  readonly rules: string;
  readonly tests: readonly RuleTestText[];
  readonly every?: string;
}

/** Tells a test on these rules from others. Labels that neither it nor a rule asks for, as a tier, make no difference. */
function identityOf(
  test: RuleTestText,
  groups: readonly RuleGroupText[],
): string {
  const asking = [
    ...groups.flatMap(({ rules }) => rules),
    ...test.promql_expr_test,
  ];
  const asked = new Set(
    asking.flatMap(({ expr }) => labelsIn(parseExpression(expr))),
  );
  return JSON.stringify([test, groups], function withoutOthers(key, value) {
    return key === 'labels' && typeof value === 'object'
      ? Object.entries(value).filter(([name]) => asked.has(name))
      : value;
  });
}

/** One part for all tests that are run on the same rules in the same minutes. */
function partsOf(each: readonly Part[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { rules, tests, every } of each) {
    const key = JSON.stringify([rules, every]);
    const before = parts.get(key)?.tests ?? [];
    parts.set(key, { rules, tests: [...before, ...tests], every });
  }
  return [...parts.values()];
}

/**
 * Has promtool run the tests that come with generated rules. Its work is every rule in every minute of every test, most
 * of it for nothing: a test is run on the rules that it needs, in the minutes that matter, and not again on the same ones.
 * One of each file is run on all rules in each minute, which shows that these can be evaluated together.
 */
export class RuleTester {
  readonly #done = new Set<string>();
  readonly #rules = new Set<string>();

  /** What promtool says. Throws when a test fails. */
  async run(
    files: RuleFiles,
    { onAllRules = true }: { onAllRules?: boolean } = {},
  ): Promise<string> {
    this.#rules.add(files['rules.yaml']);
    const groups = readRules(files);
    const { tests, ...settings } = readRuleTests(files);
    const whole = onAllRules ? tests.find(isShort) ?? tests[0] : undefined;
    const others = tests
      .filter(test => test !== whole)
      .map(test => ({ test, needed: neededRules(groups, test) }))
      .filter(({ test, needed }) => this.#isNew(test, needed))
      .flatMap(({ test, needed }) =>
        evaluationsOf(test, needed).map(({ every, test: evaluated }) => ({
          rules: stringify({ groups: needed }),
          tests: [evaluated],
          every,
        })),
      );
    const parts = partsOf([
      ...(whole ? [{ rules: files['rules.yaml'], tests: [whole] }] : []),
      ...others,
    ]);
    const written = Object.fromEntries(
      parts.flatMap(({ rules, tests: own, every }, i) => [
        [`${i}.yaml`, rules],
        [
          `${i}.test.yaml`,
          stringify({
            ...settings,
            ...(every && { evaluation_interval: every }),
            rule_files: [`${i}.yaml`],
            tests: own,
          }),
        ],
      ]),
    );
    const names = parts.map((_, i) => `${i}.test.yaml`);
    return promtool(['test', 'rules', ...names], written);
  }

  /** What promtool says of all rules that were run, at once because it takes long to start. Throws when it finds a fault. */
  async check(): Promise<string> {
    const all = [...this.#rules].map((rules, i) => [`${i}.yaml`, rules]);
    const names = all.map(([name]) => name);
    return promtool(
      ['check', 'rules', '--lint=all', '--lint-fatal', ...names],
      Object.fromEntries(all),
    );
  }

  #isNew(test: RuleTestText, needed: readonly RuleGroupText[]): boolean {
    const identity = identityOf(test, needed);
    const isNew = !this.#done.has(identity);
    this.#done.add(identity);
    return isNew;
  }
}
