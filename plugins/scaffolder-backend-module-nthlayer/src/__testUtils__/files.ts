/** A Component with a tier, and a comment. */
export const catalogInfo = `# Ours
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payment-api
  annotations:
    nthlayer.dev/tier: critical
spec:
  type: service
  lifecycle: production
  owner: group:payments
`;
/** A spec of the same service. */
export const spec = `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata:
  name: payment-api
spec:
  tier: high
`;

/** Files by path in the workspace. */
export function filesOf(
  content: object | undefined,
  prefix = '',
): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(content ?? {}).map(([name, value]) =>
      typeof value === 'string'
        ? { [prefix + name]: value }
        : filesOf(value, `${prefix}${name}/`),
    ),
  );
}
