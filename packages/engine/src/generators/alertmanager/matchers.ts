import {
  LABELS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { ALERT_NAMES } from '../../alerting';
import { alternation } from '../../promql/regex';

/** Alertmanager unescapes these three and nothing else. */
function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** An alert whose label has this value. */
export function labelIs(label: string, value: string): string {
  return `${label}=${quote(value)}`;
}

/** An alert whose label has one of these values. */
export function labelIsOneOf(label: string, values: readonly string[]): string {
  return `${label}=~${quote(alternation(values))}`;
}

/** The alerts that the rules make in an environment: of one service, or of all that have rules there. */
export function ruleMatchers(
  environment: string,
  spec?: ServiceSpec,
): readonly string[] {
  return [
    labelIsOneOf('alertname', Object.values(ALERT_NAMES)),
    ...(spec ? [labelIs(LABELS.service, spec.service)] : []),
    labelIs(LABELS.environment, environment),
  ];
}
