import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readServiceSpec } from './readServiceSpec';
import { readSpecPath } from './readSpecPath';
import { SpecContext } from './specContext';
import { namedFileOf, specAnnotationOf } from './specFileOf';

/**
 * Findings on an entity as far as they can be told from nothing else, as when it comes into the catalog. Where it names
 * a spec file, that may say what the entity does not, so that only annotations are judged.
 *
 * @public
 */
export function checkEntity(
  entity: Entity,
  context: SpecContext,
): readonly Diagnostic[] {
  const { named } = namedFileOf(entity);
  if (named === undefined) {
    return readServiceSpec(entity, context).diagnostics;
  }
  const at = specAnnotationOf(entity);
  const read = readSpecPath(named);
  const { diagnostics } = readServiceSpec(
    entity,
    context,
    'problem' in read
      ? { path: named, problem: { ...read.problem, path: at } }
      : undefined,
  );
  return diagnostics.filter(
    ({ code, path }) =>
      code !== 'spec-file-not-read' && path.startsWith('metadata.annotations'),
  );
}
