import { Entity } from '@backstage/catalog-model';
import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readServiceSpec } from '../readServiceSpec';
import { SpecContext, SpecResult } from '../specContext';

/** Two data sources that share an environment. */
export const shopContext: SpecContext = {
  dataSources: [
    { name: 'main', default: true, environments: ['production', 'staging'] },
    { name: 'lab', default: false, environments: ['perf', 'staging'] },
  ],
  serviceLabel: 'service',
};

/** A critical API with a spec file, and more annotations where given. */
export function shopEntity(annotations: Record<string, string> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      annotations: {
        'nthlayer.dev/spec': 'nthlayer.yaml',
        'nthlayer.dev/tier': 'critical',
        ...annotations,
      },
    },
    spec: { type: 'service', owner: 'shop' },
  };
}

/** Reads the shop with these lines of its spec; the first is the fifth of the file, after two blanks. */
export function readShop(
  lines: readonly string[],
  entity = shopEntity(),
): SpecResult {
  const text = [
    'apiVersion: nthlayer.dev/v1alpha1',
    'kind: ServiceSpec',
    'metadata: { name: shop }',
    'spec:',
    ...lines.map(line => `  ${line}`),
    '',
  ].join('\n');
  return readServiceSpec(entity, shopContext, { path: 'nthlayer.yaml', text });
}

/** The spec of a result that has one. */
export function specOf(result: SpecResult): ServiceSpec {
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${JSON.stringify(result)}`);
  }
  return result.spec;
}

/** Findings as `line:column severity code path`. */
export function codes({ diagnostics }: SpecResult): readonly string[] {
  return diagnostics.map(
    ({ severity, code, path, position }) =>
      `${position?.line}:${position?.column} ${severity} ${code} ${path}`,
  );
}
