import {
  CounterSli,
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext, SliInspection } from '../ports';
import { specPlace } from '../spec/specPosition';

/** An SLO and what its data source has of it. */
export interface LintSubject {
  readonly spec: ServiceSpec;
  readonly slo: Slo & { readonly sli: CounterSli };
  readonly inspection: SliInspection;
  readonly context: Pick<
    GeneratorContext,
    'environment' | 'serviceLabel' | 'scrapeIntervalMs' | 'minBadEvents'
  >;
}

/** Says what is wrong with an SLO; nothing where it is not known. */
export type LintRule = (subject: LintSubject) => readonly Diagnostic[];

/** A finding before it has a place. */
export interface LintFinding {
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  /** Property of the SLO. */
  readonly property: 'objective' | 'sli' | 'sli.thresholdMs';
  readonly summary: string;
  readonly detail: string;
}

/** The finding at the place where a file gave the value, and with the environment where there are several. */
export function findingOn(
  { spec, slo, context }: LintSubject,
  { severity, code, property, summary, detail }: LintFinding,
): Diagnostic {
  const path = `slos.${slo.name}.${property}`;
  const isOneOfMany = spec.environments.length > 1;
  return {
    severity,
    code,
    path,
    summary: isOneOfMany ? `In ${context.environment}: ${summary}` : summary,
    detail,
    ...specPlace(spec, path),
  };
}
