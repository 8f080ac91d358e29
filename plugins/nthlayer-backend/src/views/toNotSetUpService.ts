import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  NTHLAYER_ANNOTATIONS,
  NotSetUpServiceDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecResult } from '@nthlayer/engine';

/** Why an entity has no stack, and the annotation that gives it one. */
export function toNotSetUpService(
  entity: Entity,
  result: SpecResult,
): NotSetUpServiceDto {
  return {
    state: 'not-set-up',
    entityRef: stringifyEntityRef(entity),
    reason: result.kind === 'spec' ? 'pending' : result.reason,
    annotation: { key: NTHLAYER_ANNOTATIONS.tier, value: 'standard' },
    diagnostics: [...result.diagnostics],
  };
}
