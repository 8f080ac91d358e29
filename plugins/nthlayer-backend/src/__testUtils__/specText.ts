/** A spec file whose availability objective is `target` per cent. */
export function specText(target: unknown): string {
  return `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
spec:
  slos:
    - preset: availability
      target: ${target}
`;
}
