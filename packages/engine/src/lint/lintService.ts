import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceProblem, GeneratorContext, SliInspection } from '../ports';
import { isCounterSli } from '../sli';
import { seriesExist } from './absenceRule';
import { costOfRules } from './costRule';
import { LintRule } from './lintSubject';
import { scrapedInTime } from './scrapeRule';
import { partExceedsTotal } from './shareRule';
import { thresholdIsBucket } from './thresholdRule';
import { trafficRules } from './trafficRules';

const RULES: readonly LintRule[] = [
  seriesExist,
  thresholdIsBucket,
  partExceedsTotal,
  trafficRules,
  scrapedInTime,
  costOfRules,
];

/**
 * What is wrong with the SLOs of a service in one environment, compared with what its data source has. Nothing is
 * said of what could not be read, but that it could not: `lint-incomplete`.
 *
 * @public
 */
export function lintService(
  spec: ServiceSpec,
  context: GeneratorContext,
  inspectionOf: (slo: Slo) => SliInspection | undefined,
): Diagnostic[] {
  const found = context.slos.flatMap(slo => {
    const inspection = inspectionOf(slo);
    const { sli } = slo;
    return inspection && isCounterSli(sli)
      ? RULES.flatMap(rule =>
          rule({ spec, slo: { ...slo, sli }, inspection, context }),
        )
      : [];
  });
  return [
    ...withoutRepeats(found),
    ...context.slos.filter(({ sli }) => !isCounterSli(sli)).map(notCompared),
    ...incomplete(context, inspectionOf),
  ];
}

function notCompared({ name, sli }: Slo): Diagnostic {
  return {
    severity: 'info',
    code: 'lint-kind-not-compared',
    path: `slos.${name}.sli`,
    summary: `${name} was not compared with what the data source has: its SLI is of the kind ${sli.kind}.`,
    detail: 'What is compared are the counters that an SLI counts.',
  };
}

/** SLOs on one metric have some findings in common. */
function withoutRepeats(found: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ code, summary }) => {
    const id = JSON.stringify([code, summary]);
    return !seen.has(id) && seen.add(id);
  });
}

function incomplete(
  { slos, environment }: GeneratorContext,
  inspectionOf: (slo: Slo) => SliInspection | undefined,
): Diagnostic[] {
  const failed = slos.flatMap(slo => {
    const inspection = inspectionOf(slo);
    const problem: DataSourceProblem | undefined = inspection
      ? inspection.problem
      : { code: 'not-configured', message: 'Nothing was read of it' };
    return problem ? [{ slo, problem }] : [];
  });
  if (failed.length === 0) {
    return [];
  }
  const [{ problem }] = failed;
  const names = failed.map(({ slo }) => slo.name).join(', ');
  return [
    {
      severity: 'warning',
      code: 'lint-incomplete',
      path: 'slos',
      summary: `Of ${slos.length} SLOs in ${environment}, ${failed.length} could not be compared in full with what the data source has (${problem.code}): ${problem.message}.`,
      detail: `Nothing is said of what was not read: ${names}.`,
    },
  ];
}
