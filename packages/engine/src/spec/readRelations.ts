import { RELATION_OWNED_BY, RELATION_PART_OF } from '@backstage/catalog-model';
import { quote } from './diagnostics';
import { entityRefOf } from './entityRef';
import { fieldsOf, Reading } from './reading';

type Field = 'owner' | 'system';

/** How an entity field and a relation say the same thing; the relation is resolved, so it goes first. */
const sources = {
  owner: { relation: RELATION_OWNED_BY, defaultKind: 'group', only: undefined },
  system: { relation: RELATION_PART_OF, defaultKind: 'system', only: 'system' },
} as const;

/** The entity ref of the owner or system; `undefined` when the entity names none. */
export function readRelation(
  entity: unknown,
  field: Field,
  namespace: string,
): Reading<string | undefined> {
  const { relation, only } = sources[field];
  const related = targetsOf(entity, relation)
    .map(target => normalise(target, field, namespace))
    .find(
      ref =>
        ref !== undefined && (only === undefined || ref.startsWith(`${only}:`)),
    );
  if (related !== undefined) {
    return {
      value: related,
      provenance: { source: 'entity', from: `relations[${relation}]` },
      diagnostics: [],
    };
  }
  const named = fieldsOf(fieldsOf(entity).spec)[field];
  const value = normalise(named, field, namespace);
  const path = `spec.${field}`;
  return {
    value,
    provenance: { source: 'entity', from: path },
    diagnostics:
      named === undefined || value !== undefined
        ? []
        : [
            {
              severity: 'warning',
              code: `invalid-${field}`,
              path,
              summary: `${quote(named)} is not an entity reference.`,
              detail: `The service is built without ${field}.`,
            },
          ],
  };
}

function targetsOf(entity: unknown, type: string): readonly unknown[] {
  const { relations } = fieldsOf(entity);
  return Array.isArray(relations)
    ? relations
        .map(fieldsOf)
        .filter(relation => relation.type === type)
        .map(relation => relation.targetRef)
    : [];
}

/** A reference in full; `undefined` for what is none. */
export function normalise(
  reference: unknown,
  field: Field,
  defaultNamespace: string,
): string | undefined {
  const { defaultKind } = sources[field];
  return entityRefOf(reference, { defaultKind, defaultNamespace })?.ref;
}
