import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compositeProblem } from '../../sli';
import { RESERVED_LABELS } from './scopeLabels';

function refusal(slo: Slo, slos: readonly Slo[]): Diagnostic | undefined {
  const reserved = slo.sli.groupBy.filter(label =>
    RESERVED_LABELS.includes(label),
  );
  if (reserved.length > 0) {
    return reservedLabel(slo, reserved);
  }
  return compositeProblem(slo, slos);
}

/** SLOs that rules can be made for, and why not for the others. `all` are those of the service. */
export function recordableSlos(
  slos: readonly Slo[],
  all: readonly Slo[] = slos,
): {
  slos: Slo[];
  diagnostics: Diagnostic[];
} {
  return {
    slos: slos.filter(slo => !refusal(slo, all)),
    diagnostics: slos.flatMap(slo => refusal(slo, all) ?? []),
  };
}

function reservedLabel(slo: Slo, labels: readonly string[]): Diagnostic {
  return {
    severity: 'error',
    code: 'reserved-group-label',
    path: `slos.${slo.name}.sli.groupBy`,
    summary: `The SLO cannot be split by ${labels.join(
      ', ',
    )}: the rules set that label themselves.`,
    detail: 'No rules are made for this SLO. Split it by another label.',
  };
}
