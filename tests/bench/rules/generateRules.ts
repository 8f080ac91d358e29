import {
  builtInGenerators,
  defaultGenerationSettings,
  formatDiagnostic,
  generateStack,
  readServiceSpec,
  specContextOf,
} from '@nthlayer/engine';
import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { stringify } from 'yaml';
import { readRuleGroups, RuleGroup } from './ruleFile';

/** A service with an SLO of availability and nothing else. */
export interface AvailabilityService {
  readonly name: string;
  /** Per cent. */
  readonly target: number;
  /** Default 30d. */
  readonly window?: string;
}

const ENVIRONMENT = 'production';

/** Its spec, as an entity and a spec file give it. */
export function availabilitySpec({
  name,
  target,
  window = '30d',
}: AvailabilityService): ServiceSpec {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'nthlayer.dev/spec': './nthlayer.yaml' },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/shop',
    },
  };
  const specFile = {
    apiVersion: 'nthlayer.dev/v1alpha1',
    kind: 'ServiceSpec',
    metadata: { name },
    spec: {
      tier: 'standard',
      slos: [{ preset: 'availability', target, window }],
    },
  };
  const result = readServiceSpec(
    entity,
    specContextOf(defaultGenerationSettings),
    { path: 'nthlayer.yaml', text: stringify(specFile) },
  );
  if (result.kind === 'none' || result.diagnostics.length > 0) {
    const found = result.diagnostics.map(formatDiagnostic).join('\n');
    throw new Error(`No clean spec of ${name}:\n${found}`);
  }
  return result.spec;
}

/** The rule file that is generated for a service. */
export function generateRules(
  service: AvailabilityService,
  options: {
    readonly scrapeIntervalMs: number;
    readonly minBadEvents?: number;
  },
): readonly RuleGroup[] {
  const { scrapeIntervalMs, ...others } = options;
  const stack = generateStack(availabilitySpec(service), builtInGenerators, {
    environment: ENVIRONMENT,
    dataSource: {
      name: '',
      default: true,
      environments: [ENVIRONMENT],
      scrapeIntervalMs,
    },
    serviceLabel: 'service',
    ...others,
  });
  const rules = stack.assets.find(({ kind }) => kind === 'prometheus-rules');
  if (!rules) {
    throw new Error(`No rules of ${service.name}`);
  }
  return readRuleGroups(rules.content);
}
