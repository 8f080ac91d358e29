/** The example company holds together: every name that an entity mentions is there, and the catalog finds every file. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES, exampleNames } from './example';

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

function readEntities(file: string): readonly Entity[] {
  const text = readFileSync(join(EXAMPLES, file), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

const [{ spec: location }] = readEntities('all.yaml');
const targets = location?.targets as string[];
const files = targets.flatMap(target => globSync(target, { cwd: EXAMPLES }));
const entities = files.flatMap(readEntities);
const known = new Set(entities.map(stringifyEntityRef));

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

it('finds the file of every example', () => {
  for (const name of exampleNames) {
    expect(files).toContain(join(name, 'catalog-info.yaml'));
  }
});

it('knows every entity once', () => {
  expect(known.size).toBe(entities.length);
});

it.each(entities.map(entity => [stringifyEntityRef(entity), entity] as const))(
  '%s refers to what is there',
  (_, entity) => {
    expect(referencesOf(entity).filter(ref => !known.has(ref))).toEqual([]);
  },
);
