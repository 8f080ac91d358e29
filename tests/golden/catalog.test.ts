/** The catalog files of this repository hold together: the names that an entity mentions are there, once. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  Entity,
  groupEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES, exampleNames } from './example';

const ROOT = resolve(EXAMPLES, '..');

/** Fields of `spec` that refer to other entities, and what they refer to when they do not say. */
const REFERENCES: Readonly<Record<string, string>> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  parent: 'group',
  children: 'group',
  memberOf: 'group',
  providesApis: 'api',
  consumesApis: 'api',
  dependsOn: 'component',
};

const VALIDATORS = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

function readEntities(folder: string, file: string): readonly Entity[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

function referencesOf({ spec = {} }: Entity): readonly string[] {
  return Object.entries(REFERENCES).flatMap(([field, defaultKind]) =>
    [spec[field] ?? []].flat().map(ref =>
      stringifyEntityRef(
        parseEntityRef(String(ref), {
          defaultKind,
          defaultNamespace: 'default',
        }),
      ),
    ),
  );
}

const [{ spec: location }] = readEntities(EXAMPLES, 'all.yaml');
const targets = location?.targets as string[];
const files = targets.flatMap(target => globSync(target, { cwd: EXAMPLES }));

it('finds the file of every example', () => {
  expect(exampleNames.length).toBeGreaterThan(10);
  for (const name of exampleNames) {
    expect(files).toContain(join(name, 'catalog-info.yaml'));
  }
});

describe.each([
  [
    'the examples',
    files.flatMap(file => readEntities(EXAMPLES, file)),
  ] as const,
  ['NthLayer itself', readEntities(ROOT, 'catalog-info.yaml')] as const,
])('%s', (_, entities) => {
  const known = new Set(entities.map(stringifyEntityRef));

  it('name every entity once', () => {
    expect(known.size).toBe(entities.length);
  });

  it.each(
    entities.map(entity => [stringifyEntityRef(entity), entity] as const),
  )('%s is valid, and refers to what is there', async (__, entity) => {
    await new SchemaValidEntityPolicy().enforce(entity);
    const { kind } = entity as { kind: keyof typeof VALIDATORS };
    expect(await VALIDATORS[kind].check(entity)).toBe(true);
    expect(referencesOf(entity).filter(ref => !known.has(ref))).toEqual([]);
  });
});
