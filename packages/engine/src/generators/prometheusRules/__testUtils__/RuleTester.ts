import { stringify } from 'yaml';
import { labelsIn } from '../../../promql';
import { neededRules, parseExpression } from './neededRules';
import { promtool } from './promtool';
import {
  readRules,
  readRuleTests,
  RuleFiles,
  RuleGroupText,
  RuleTestText,
} from './ruleFiles';

/** Rules as a file, and the tests that are run on them. */
interface Part {
  readonly rules: string;
  readonly tests: readonly RuleTestText[];
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

/** One part for all tests that are run on the same rules. */
function partsOf(each: readonly Part[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { rules, tests } of each) {
    const before = parts.get(rules)?.tests ?? [];
    parts.set(rules, { rules, tests: [...before, ...tests] });
  }
  return [...parts.values()];
}

/**
 * Has promtool run the tests that come with generated rules. Its work is every rule in every minute of every test, most
 * of it for nothing: a test is run on the rules that it needs, and not again on the same ones. The first tests of each
 * file are run on all rules, which shows that these can be evaluated together.
 */
export class RuleTester {
  readonly #done = new Set<string>();

  /** Throws when a test fails, with what promtool says. */
  async run(
    files: RuleFiles,
    { onAllRules = 1 }: { onAllRules?: number } = {},
  ): Promise<void> {
    const groups = readRules(files);
    const { tests, ...settings } = readRuleTests(files);
    const whole = tests.slice(0, onAllRules);
    const others = tests
      .slice(onAllRules)
      .map(test => ({ test, needed: neededRules(groups, test) }))
      .filter(({ test, needed }) => this.#isNew(test, needed))
      .map(({ test, needed }) => ({
        rules: stringify({ groups: needed }),
        tests: [test],
      }));
    const parts = partsOf([
      ...(whole.length > 0
        ? [{ rules: files['rules.yaml'], tests: whole }]
        : []),
      ...others,
    ]);
    const written = Object.fromEntries(
      parts.flatMap(({ rules, tests: own }, i) => [
        [`${i}.yaml`, rules],
        [
          `${i}.test.yaml`,
          stringify({ ...settings, rule_files: [`${i}.yaml`], tests: own }),
        ],
      ]),
    );
    const names = parts.map((_, i) => `${i}.test.yaml`);
    await promtool(['test', 'rules', ...names], written);
  }

  #isNew(test: RuleTestText, needed: readonly RuleGroupText[]): boolean {
    const identity = identityOf(test, needed);
    const isNew = !this.#done.has(identity);
    this.#done.add(identity);
    return isNew;
  }
}
