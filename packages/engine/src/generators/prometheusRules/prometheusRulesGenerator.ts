import {
  Asset,
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { createAsset } from '../../hash';
import { Generator } from '../../ports';
import { generatedComment, printRules } from './printRules';
import { printRuleTests } from './printRuleTests';
import { ScopeRules } from './scopeRules';
import { serviceRules } from './serviceRules';

const RULES_PATH = 'rules.yaml';
const TESTS_PATH = 'rules.test.yaml';

/**
 * One Prometheus rule file of a service: exact tiles of each SLO, and for all of them together roll-ups, error
 * budgets, burn-rate alerts and the alert for missing data. Beside it the unit tests of these rules, for
 * `promtool test rules`.
 *
 * @public
 */
export const prometheusRulesGenerator: Generator = {
  id: 'prometheus-rules',
  generate(spec, context) {
    const { rules, diagnostics } = serviceRules(spec, context);
    if (rules.length === 0) {
      return { assets: [], diagnostics };
    }
    const { assets, untested } = assetsOf(spec, rules);
    return {
      assets,
      diagnostics: [...diagnostics, ...untested.map(noExample)],
    };
  },
};

function assetsOf(
  spec: ServiceSpec,
  rules: readonly ScopeRules[],
): { assets: Asset[]; untested: readonly string[] } {
  const comment = generatedComment(spec);
  const tests = printRuleTests(rules, RULES_PATH, comment);
  const mediaType = 'application/yaml';
  return {
    untested: tests.untested,
    assets: [
      createAsset({
        id: 'prometheus-rules',
        kind: 'prometheus-rules',
        title: 'Prometheus rules',
        path: RULES_PATH,
        mediaType,
        content: printRules(
          rules.flatMap(({ groups }) => groups),
          comment,
        ),
      }),
      createAsset({
        id: 'prometheus-rule-tests',
        kind: 'prometheus-rule-tests',
        title: 'Tests of the Prometheus rules',
        path: TESTS_PATH,
        mediaType,
        content: tests.content,
      }),
    ],
  };
}

function noExample(slo: string): Diagnostic {
  return {
    severity: 'info',
    code: 'rules-untested',
    path: `slos.${slo}.sli`,
    summary: `The rules of ${slo} have no tests: no example series was found for its selectors.`,
    detail: 'The rules themselves are complete.',
  };
}
