import { stringify } from 'yaml';
import { labelsIn } from '../../../promql';
import { areIndependent, neededRules, parseExpression } from './neededRules';
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

/** A test of more minutes is not evaluated in each of them where that makes no difference. */
const LONG_MINUTES = 60;

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

/** A test on the rules that it needs; one for each moment that a long test asks about, where these decide alone. */
function partsOfTest(
  test: RuleTestText,
  needed: readonly RuleGroupText[],
): readonly Part[] {
  const rules = stringify({ groups: needed });
  const times = new Set(test.promql_expr_test.map(each => each.eval_time));
  const isLong = [...times].some(time => parseInt(time, 10) > LONG_MINUTES);
  if (!isLong || !areIndependent(needed)) {
    return [{ rules, tests: [test] }];
  }
  return [...times].map(every => ({
    rules,
    every,
    tests: [
      {
        ...test,
        promql_expr_test: test.promql_expr_test.filter(
          ({ eval_time }) => eval_time === every,
        ),
      },
    ],
  }));
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
      .flatMap(({ test, needed }) => partsOfTest(test, needed));
    const parts = partsOf([
      ...(whole.length > 0
        ? [{ rules: files['rules.yaml'], tests: whole }]
        : []),
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
    await promtool(['test', 'rules', ...names], written);
  }

  #isNew(test: RuleTestText, needed: readonly RuleGroupText[]): boolean {
    const identity = identityOf(test, needed);
    const isNew = !this.#done.has(identity);
    this.#done.add(identity);
    return isNew;
  }
}
