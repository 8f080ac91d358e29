import { LABELS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SLO_LABELS } from '../prometheusRules/scopeLabels';
import { YamlValue } from '../prometheusRules/printYaml';
import { labelIs } from './matchers';
import { pageReceiver, SILENT_RECEIVER, ticketReceiver } from './receivers';

/** The alerts that match, a few routes for each part of them; what none of those takes goes nowhere. */
export function routeOf(
  matchers: readonly string[],
  routes: readonly YamlValue[],
): YamlValue {
  return {
    receiver: SILENT_RECEIVER,
    matchers,
    group_by: ['alertname', ...SLO_LABELS],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '4h',
    routes,
  };
}

/** Pages and tickets go to the team; what is only information goes nowhere. */
export function teamRoutes(
  team: string,
  matchers: readonly string[] = [],
): readonly YamlValue[] {
  return [
    {
      receiver: pageReceiver(team),
      matchers: [...matchers, labelIs(LABELS.severity, 'critical')],
    },
    {
      receiver: ticketReceiver(team),
      matchers: [...matchers, labelIs(LABELS.severity, 'warning')],
      repeat_interval: '1d',
    },
  ];
}
