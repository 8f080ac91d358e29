import {
  LABELS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext } from '../../ports';
import { SLO_LABELS } from '../prometheusRules/scopeLabels';
import { YamlValue } from '../prometheusRules/printYaml';
import { labelIs, serviceMatchers } from './matchers';
import { pageReceiver, SILENT_RECEIVER, ticketReceiver } from './receivers';

/** Pages and tickets go to the team; what is only information goes nowhere. */
export function serviceRoute(
  spec: ServiceSpec,
  context: GeneratorContext,
  team: string,
): YamlValue {
  return {
    receiver: SILENT_RECEIVER,
    matchers: serviceMatchers(spec, context),
    group_by: ['alertname', ...SLO_LABELS],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '4h',
    routes: [
      {
        receiver: pageReceiver(team),
        matchers: [labelIs(LABELS.severity, 'critical')],
      },
      {
        receiver: ticketReceiver(team),
        matchers: [labelIs(LABELS.severity, 'warning')],
        repeat_interval: '1d',
      },
    ],
  };
}
