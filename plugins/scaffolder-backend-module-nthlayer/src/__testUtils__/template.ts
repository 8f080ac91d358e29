import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';

const TEMPLATES = join(__dirname, '../../../../examples/templates');

/** A template of the examples, as the catalog has it. */
export function template(name: string): Entity {
  const path = join(TEMPLATES, name, 'template.yaml');
  const entity = parse(readFileSync(path, 'utf8'));
  entity.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${path}`,
  };
  return entity;
}
