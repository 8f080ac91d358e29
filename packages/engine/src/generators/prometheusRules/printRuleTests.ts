import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair } from '../../alerting';
import { matcher, print, selector } from '../../promql';
import { isCounterSli } from '../../sli';
import { countersOf } from '../../sli/sliCounters';
import { burnTests, missingTests, neverSeenTests } from './alertTests';
import { budgetTests } from './budgetTests';
import { compositeTests } from './compositeTests';
import { countingTests } from './countingTests';
import { exampleSeries, InputSeries, MakeSeries } from './exampleSeries';
import { probeTests } from './probeTests';
import { printYaml } from './printYaml';
import { Expectation, RecordedCounts, RuleTest } from './ruleTest';
import { ScopeRules } from './scopeRules';
import { sliceTests } from './sliceTests';
import { SloUnderTest, sloUnderTest } from './sloUnderTest';
import { seriesNotation } from './timeline';

/** An SLO's tests, and the series to run them on. */
interface SloTests {
  readonly metrics: readonly string[];
  /** It looks at what the rules of others record. */
  readonly isAlone?: boolean;
  readonly subject: SloUnderTest;
  readonly makeSeries: MakeSeries;
  readonly tests: readonly RuleTest[];
}

function testsOf({ scope, pairs }: ScopeRules, slo: Slo): SloTests | undefined {
  const { sli } = slo;
  const subject = sloUnderTest(scope, slo);
  const own = pairs.filter(each => each.slo === slo).map(({ pair }) => pair);
  if (!isCounterSli(sli)) {
    return evaluatedTestsOf(own, subject);
  }
  const makeSeries = exampleSeries(sli);
  if (!makeSeries) {
    return undefined;
  }
  const { total, events } = countersOf(sli);
  return {
    metrics: [total.selector.metric, events.selector.metric],
    subject,
    makeSeries,
    tests: [
      ...(slo.slices ? sliceTests(own, subject) : burnTests(own, subject)),
      ...budgetTests(subject),
      ...missingTests(subject),
      ...countingTests(subject),
    ],
  };
}

/** Of an SLI without counters: what becomes of tiles, and of a probe what its tiles are. */
function evaluatedTestsOf(
  pairs: readonly AlertPair[],
  subject: SloUnderTest,
): SloTests | undefined {
  const { sli } = subject.slo;
  const own = ownTests(subject);
  return (
    own && {
      metrics: sli.kind === 'probe' ? [sli.up.metric] : [],
      isAlone: sli.kind === 'composite',
      subject,
      makeSeries: () => [],
      tests: [
        ...(subject.slo.slices
          ? sliceTests(pairs, subject)
          : burnTests(pairs, subject).filter(({ processes }) => !processes)),
        ...budgetTests(subject),
        ...neverSeenTests(subject),
        ...own,
      ],
    }
  );
}

/** What the tiles of a kind must be; undefined where no series can be found for it. */
function ownTests(subject: SloUnderTest): RuleTest[] | undefined {
  const { sli } = subject.slo;
  switch (sli.kind) {
    case 'probe':
      return probeTests(sli, subject);
    case 'composite':
      return compositeTests(sli, subject);
    default:
      return [];
  }
}

/** Series as the rules would have recorded them. */
function recordedSeries(
  recorded: readonly RecordedCounts[],
  { labels }: SloUnderTest,
): InputSeries[] {
  const matchers = Object.entries(labels).map(([label, value]) =>
    matcher(label, '=', value),
  );
  return recorded.flatMap(({ tier, counts }) =>
    (['bad', 'total'] as const).map(part => ({
      series: print(selector(tier[part], matchers)),
      values: seriesNotation(counts.map(count => count[part])),
    })),
  );
}

/** SLOs of different metrics do not see each other's series, so one run tests them all. */
function batchesOf(all: readonly SloTests[]): SloTests[][] {
  const batches: SloTests[][] = [];
  for (const each of all) {
    const free = batches.find(batch =>
      batch.every(
        other =>
          !each.isAlone &&
          !other.isAlone &&
          !other.metrics.some(metric => each.metrics.includes(metric)),
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
    const parts = batch.flatMap(({ makeSeries, subject, tests }) =>
      tests
        .filter(test => test.name === name)
        .map(
          ({ processes = {}, recorded = [], series = [], expectations }) => ({
            series: [
              ...series,
              ...makeSeries(processes),
              ...recordedSeries(recorded, subject),
            ],
            expectations,
          }),
        ),
    );
    return {
      name,
      interval: '1m',
      input_series: parts.flatMap(({ series }) =>
        series.map(each => ({ ...each })),
      ),
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
  rules: readonly ScopeRules[],
  ruleFile: string,
  comment: string,
): { content: string; untested: readonly string[] } {
  const made = rules.flatMap(each =>
    each.scope.slos.map(slo => ({ slo, tests: testsOf(each, slo) })),
  );
  const tests = batchesOf(made.flatMap(each => each.tests ?? [])).flatMap(
    toYamlTests,
  );
  return {
    content: printYaml(
      {
        rule_files: [ruleFile],
        evaluation_interval: '1m',
        // groups of one moment are evaluated in no particular order otherwise
        group_eval_order: rules.flatMap(({ groups }) =>
          groups.map(({ name }) => name),
        ),
        tests,
      },
      comment,
    ),
    untested: made.filter(each => !each.tests).map(({ slo }) => slo.name),
  };
}
