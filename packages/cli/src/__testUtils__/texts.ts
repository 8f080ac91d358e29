/** A catalog entity as YAML. */
export function component(
  name: string,
  options: {
    annotations?: Readonly<Record<string, string>>;
    namespace?: string;
    type?: string;
  } = {},
): string {
  const { annotations = { 'nthlayer.dev/tier': 'critical' } } = options;
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${name}`,
    ...(options.namespace ? [`  namespace: ${options.namespace}`] : []),
    '  annotations:',
    ...Object.entries(annotations).map(
      ([key, value]) => `    ${key}: ${JSON.stringify(value)}`,
    ),
    'spec:',
    `  type: ${options.type ?? 'service'}`,
    '  lifecycle: production',
    '  owner: group:shop',
    '',
  ].join('\n');
}

/** A spec file of our own format. */
export function serviceSpec(name: string, tier: string = 'standard'): string {
  return [
    'apiVersion: nthlayer.dev/v1alpha1',
    'kind: ServiceSpec',
    `metadata: { name: ${name} }`,
    'spec:',
    `  tier: ${tier}`,
    '  type: api',
    '',
  ].join('\n');
}
