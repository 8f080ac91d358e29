import { print } from '../../promql';
import { countersOf } from '../../sli/sliCounters';
import { burnTests, missingTests } from './alertTests';
import { countingTests } from './countingTests';
import { exampleSeries, MakeSeries } from './exampleSeries';
import { printYaml } from './printRules';
import { Expectation, RuleTest } from './ruleTest';
import { SloRules } from './sloRuleGroup';

/** An SLO's tests, and the series to run them on. */
interface SloTests {
  readonly metrics: readonly string[];
  readonly makeSeries: MakeSeries;
  readonly tests: readonly RuleTest[];
}

function testsOf({ slo, series, pairs }: SloRules): SloTests | undefined {
  const makeSeries = exampleSeries(slo.sli);
  const { total, events } = countersOf(slo.sli);
  return (
    makeSeries && {
      metrics: [total.selector.metric, events.selector.metric],
      makeSeries,
      tests: [
        ...burnTests(pairs, series),
        ...missingTests(series),
        ...countingTests(series),
      ],
    }
  );
}

/** SLOs of different metrics do not see each other's series, so one run tests them all. */
function batchesOf(all: readonly SloTests[]): SloTests[][] {
  const batches: SloTests[][] = [];
  for (const each of all) {
    const free = batches.find(batch =>
      batch.every(
        other => !other.metrics.some(metric => each.metrics.includes(metric)),
      ),
    );
    if (free) {
      free.push(each);
    } else {
      batches.push([each]);
    }
  }
  return batches;
}

function toYamlExpectation({ expression, minute, samples }: Expectation) {
  return {
    expr: print(expression),
    eval_time: `${minute}m`,
    exp_samples: samples,
  };
}

/** One test for each name, with the series and expectations of every SLO that has it. */
function toYamlTests(batch: readonly SloTests[]) {
  const names = new Set(
    batch.flatMap(({ tests }) => tests.map(({ name }) => name)),
  );
  return [...names].map(name => {
    const parts = batch.flatMap(({ makeSeries, tests }) =>
      tests
        .filter(test => test.name === name)
        .map(({ processes, expectations }) => ({
          series: makeSeries(processes),
          expectations,
        })),
    );
    return {
      name,
      interval: '1m',
      input_series: parts.flatMap(({ series }) => series),
      promql_expr_test: parts.flatMap(({ expectations }) =>
        expectations.map(toYamlExpectation),
      ),
    };
  });
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
  const made = rules.map(each => ({ slo: each.slo, tests: testsOf(each) }));
  const tests = batchesOf(made.flatMap(each => each.tests ?? [])).flatMap(
    toYamlTests,
  );
  return {
    content: printYaml(
      { rule_files: [ruleFile], evaluation_interval: '1m', tests },
      comment,
    ),
    untested: made.filter(each => !each.tests).map(({ slo }) => slo.name),
  };
}
