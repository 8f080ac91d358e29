import { YamlValue } from '../prometheusRules/printYaml';

/** Where alerts go that are nobody's work. */
export const SILENT_RECEIVER = 'nthlayer-silent';

/** Keys are put there by whoever runs the Alertmanager, one file a team; they never are in a generated file. */
const KEY_FOLDER = '/etc/alertmanager/nthlayer';

export function pageReceiver(team: string): string {
  return `nthlayer-${team}-page`;
}

export function ticketReceiver(team: string): string {
  return `nthlayer-${team}-ticket`;
}

function pagerDuty(team: string, severity: 'critical' | 'warning'): YamlValue {
  return {
    routing_key_file: `${KEY_FOLDER}/${team}.routing-key`,
    severity,
    client: 'NthLayer',
    description: '{{ .CommonAnnotations.summary }}',
    component: '{{ .CommonLabels.service }}',
    group: '{{ .CommonLabels.team }}',
    class: '{{ .CommonLabels.alertname }}',
    details: {
      slo: '{{ .CommonLabels.slo }}',
      environment: '{{ .CommonLabels.environment }}',
      description: '{{ .CommonAnnotations.description }}',
    },
  };
}

/** For what is nobody's work. */
export const silentReceiver: YamlValue = { name: SILENT_RECEIVER };

/** The receivers of a team. Services of one team have the same ones: they belong into the configuration once. */
export function teamReceivers(team: string): readonly YamlValue[] {
  return [
    {
      name: pageReceiver(team),
      pagerduty_configs: [pagerDuty(team, 'critical')],
    },
    {
      name: ticketReceiver(team),
      pagerduty_configs: [pagerDuty(team, 'warning')],
    },
  ];
}
