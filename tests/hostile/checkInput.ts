import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  convertSpec,
  defaultGenerationSettings,
  readDocuments,
  readFilesBeside,
  readServiceSpec,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';

const context = specContextOf(defaultGenerationSettings);
const PATH = 'shop/service.yaml';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations: { 'nthlayer.dev/tier': 'low' } },
  spec: { type: 'service' },
};

/** All that is found in a text by every way of reading it. Throws where one of them does. */
export function findingsOn(text: string): readonly Diagnostic[] {
  const file = { path: PATH, text };
  return [
    ...readDocuments(file).diagnostics,
    ...readSpecFile(file, context).flatMap(({ result }) => result.diagnostics),
    ...readServiceSpec(entity, context, file).diagnostics,
    ...convertSpec(file, 'servicespec', context).diagnostics,
    ...convertSpec(file, 'openslo', context).diagnostics,
  ];
}

/** Specs that ask for other files. */
const ASKING = [
  'service: { name: shop, tier: low, type: api }\nresources: [{ kind: SLO, name: a, spec: { objective: 99 } }]\n',
  'apiVersion: srm/v1\nkind: ServiceReliabilityManifest\nmetadata: { name: shop, tier: low, template: base }\nspec: { type: api, slos: { availability: { target: 99 } } }\n',
  `apiVersion: opensrm.nthlayer.io/v2
kind: ServiceManifest
metadata: { name: shop, labels: { tier: low } }
spec:
  service: { type: api }
  template: { extends: base, overrides: { slo: [{ append: [./b.yaml] }] } }
  slo: [{ $ref: ./a.yaml }]
`,
];

/** All that is found in a text that is every file beside a spec, and in one that finds itself beside it. */
export async function findingsBeside(
  text: string,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const spec of [...ASKING, text]) {
    const file = await readFilesBeside(
      { path: PATH, text: spec },
      ['live', 'production'],
      async () => ({ text }),
    );
    found.push(
      ...readSpecFile(file, context).flatMap(
        ({ result }) => result.diagnostics,
      ),
      ...convertSpec(file, 'servicespec', context).diagnostics,
    );
  }
  return found;
}

/** What is found in a text that is read once. */
export function findingsAlone(text: string): readonly Diagnostic[] {
  return readSpecFile({ path: PATH, text }, context).flatMap(
    ({ result }) => result.diagnostics,
  );
}

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** What could deceive whoever reads a finding. */
const UNSAFE = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/u;

/** What is wrong with a finding itself; nothing where all is well. */
export function problemOf(found: Diagnostic): string | undefined {
  const { severity, code, path, summary, position } = found;
  if (!['error', 'warning', 'info'].includes(severity)) {
    return `severity ${severity}`;
  }
  if (!CODE.test(code)) {
    return `code ${code}`;
  }
  if (typeof path !== 'string' || summary.trim() === '') {
    return 'no path or summary';
  }
  if (UNSAFE.test(`${summary}${found.detail ?? ''}`)) {
    return 'unsafe text';
  }
  const { line = 1, column = 1 } = position ?? {};
  return line >= 1 && column >= 1 ? undefined : 'position before the file';
}
