import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FORMATS = ['servicespec', 'openslo', 'legacy', 'srm-v1', 'opensrm-v2'];

/** A ServiceSpec as people write them; each of a service of its own. */
export function ordinarySpec(index: number): string {
  return `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata:
  name: search-api-${index}
spec:
  tier: standard
  labels:
    cost-centre: '42'
  slos:
    - preset: availability
      target: 99.9
    # Who types wants to see results at once: tighter than the default of this tier, for most of them.
    - preset: latency
      target: 95
      threshold: 250ms
  dependencies:
    - ref: resource:default/search-index-${index % 100}
      technology: elasticsearch
      selector:
        cluster: search
`;
}

/** One file of ordinary specs, as large as a file may be. */
export function largestOrdinary(): string {
  const dependencies = Array.from(
    { length: 500 },
    (_, index) => `    - name: dependency-${index}
      technology: postgresql
      selector:
        datname: database-${index}
`,
  ).join('');
  const [head] = ordinarySpec(0).split('  dependencies:\n');
  const one = `${head}  dependencies:\n${dependencies}`;
  const count = Math.floor((250 * 1024) / one.length);
  return Array.from({ length: count }, (_, index) =>
    one.replace('search-api-0', `search-api-${index}`),
  ).join('---\n');
}

/** One service in every format that is read, by the name of the format. */
export function inEveryFormat(): readonly (readonly [string, string])[] {
  return FORMATS.map(name => [
    name,
    readFileSync(join(__dirname, `../../formats/${name}.yaml`), 'utf8'),
  ]);
}
