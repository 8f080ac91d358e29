import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { createAsset } from '../../hash';
import { Generator, GeneratorContext } from '../../ports';
import { generatedComment } from '../prometheusRules/printRules';
import { printYaml, YamlValue } from '../prometheusRules/printYaml';
import { inhibitRules } from './inhibitRules';
import { ruleMatchers } from './matchers';
import { silentReceiver, teamReceivers } from './receivers';
import { receiverTeam } from './receiverTeam';
import { routeOf, teamRoutes } from './routes';

/**
 * What an Alertmanager needs for the alerts of a service, to be merged into its configuration: a route, receivers that
 * read their key from a file, and rules that keep slower burn alerts quiet while a faster one fires. Without an owner
 * nobody is called: only the inhibition is made.
 *
 * @public
 */
export const alertmanagerGenerator: Generator = {
  id: 'alertmanager',
  generate(spec, context) {
    if (context.slos.length === 0) {
      return { assets: [], diagnostics: [] };
    }
    const team = receiverTeam(spec);
    const asset = createAsset({
      id: 'alertmanager',
      kind: 'alertmanager-config',
      title: 'Alertmanager configuration',
      path: 'alertmanager.yaml',
      mediaType: 'application/yaml',
      content: printYaml(
        fragment(spec, context, team),
        `${generatedComment(spec)} To be merged into the configuration.`,
      ),
    });
    return {
      assets: [asset],
      diagnostics: team === undefined ? [nobody(spec)] : [],
    };
  },
};

function fragment(
  spec: ServiceSpec,
  context: GeneratorContext,
  team: string | undefined,
): Record<string, YamlValue> {
  const matchers = ruleMatchers(context.environment, spec);
  const inhibit_rules = inhibitRules(matchers, context.slos);
  return team === undefined
    ? { inhibit_rules }
    : {
        route: { routes: [routeOf(matchers, teamRoutes(team))] },
        receivers: [silentReceiver, ...teamReceivers(team)],
        inhibit_rules,
      };
}

function nobody({ owner }: ServiceSpec): Diagnostic {
  return {
    severity: 'warning',
    code: 'alerts-without-receiver',
    path: 'owner',
    summary: owner
      ? `No receiver can be named after the owner ${JSON.stringify(owner)}.`
      : 'The service has no owner, so its alerts have no receiver.',
    detail:
      'The Alertmanager fragment holds no route: alerts go where the default route sends them. Give the entity an owner.',
  };
}
