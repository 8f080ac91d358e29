import { Entity } from '@backstage/catalog-model';
import { ReliabilityStack } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  builtInGenerators,
  generateStack,
  readServiceSpec,
} from '@nthlayer/engine';

const DATA_SOURCE = {
  name: 'main',
  default: true,
  environments: ['production'],
  scrapeIntervalMs: 15_000,
};

/** A Component with one annotation. */
export function component(
  name: string,
  annotations: Record<string, string> = { 'nthlayer.dev/tier': 'critical' },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/payments',
    },
  };
}

/** The stack that the product makes of an entity, through its own entry points. */
export function stackFor(entity: Entity): ReliabilityStack {
  const result = readServiceSpec(entity, {
    dataSources: [DATA_SOURCE],
    serviceLabel: 'service',
  });
  if (result.kind !== 'spec') {
    throw new Error(`No spec: ${result.reason}`);
  }
  return generateStack(result.spec, builtInGenerators, {
    environment: 'production',
    dataSource: DATA_SOURCE,
    serviceLabel: 'service',
    diagnostics: result.diagnostics,
  });
}

/** The content of the stack's one asset of a kind. */
export function assetOf(stack: ReliabilityStack, kind: string): string {
  const asset = stack.assets.find(candidate => candidate.kind === kind);
  if (!asset) {
    throw new Error(`The stack has no ${kind}`);
  }
  return asset.content;
}
