/** The spec file of `search-api` whose availability objective is `target` per cent. */
export function specText(target: unknown): string {
  return `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: search-api }
spec:
  labels: { cost-centre: "42" }
  dependencies:
    - { name: index, technology: elasticsearch, selector: { cluster: search } }
  slos:
    - preset: availability
      target: ${target}
`;
}
