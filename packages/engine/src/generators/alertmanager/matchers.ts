import {
  LABELS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { ALERT_NAMES } from '../../alerting';
import { GeneratorContext } from '../../ports';

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

/** An alert whose label has one of these values, which are plain words. */
export function labelIsOneOf(label: string, words: readonly string[]): string {
  return `${label}=~${quote(words.join('|'))}`;
}

/** The alerts that the rules make for a service, and no others that it may have. */
export function serviceMatchers(
  spec: ServiceSpec,
  { environment }: GeneratorContext,
): string[] {
  return [
    labelIsOneOf('alertname', Object.values(ALERT_NAMES)),
    labelIs(LABELS.service, spec.service),
    labelIs(LABELS.environment, environment),
  ];
}
