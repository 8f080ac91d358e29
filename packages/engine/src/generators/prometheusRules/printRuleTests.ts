import { print } from '../../promql';
import { burnTests, missingTests } from './alertTests';
import { countingTests } from './countingTests';
import { exampleSeries, InputSeries } from './exampleSeries';
import { printYaml } from './printRules';
import { RuleTest } from './ruleTest';
import { SloRules } from './sloRuleGroup';
import { Timeline } from './timeline';

type MakeSeries = (
  processes: Readonly<Record<string, Timeline>>,
) => InputSeries[];

function toYamlTest(
  { name, processes, expectations }: RuleTest,
  sloName: string,
  makeSeries: MakeSeries,
) {
  return {
    name: `${sloName}: ${name}`,
    interval: '1m',
    input_series: makeSeries(processes),
    promql_expr_test: expectations.map(({ expression, minute, samples }) => ({
      expr: print(expression),
      eval_time: `${minute}m`,
      exp_samples: samples,
    })),
  };
}

/**
 * Unit tests of rules for `promtool test rules`. `untested` are the SLOs for whose selectors no example series
 * could be found.
 */
export function printRuleTests(
  rules: readonly SloRules[],
  ruleFile: string,
  comment: string,
): { content: string; untested: readonly string[] } {
  const untested: string[] = [];
  const tests = rules.flatMap(({ slo, series, pairs }) => {
    const makeSeries = exampleSeries(slo.sli);
    if (!makeSeries) {
      untested.push(slo.name);
      return [];
    }
    return [
      ...burnTests(pairs, series),
      ...missingTests(series),
      ...countingTests(series),
    ].map(test => toYamlTest(test, slo.name, makeSeries));
  });
  const content = printYaml(
    { rule_files: [ruleFile], evaluation_interval: '1m', tests },
    comment,
  );
  return { content, untested };
}
