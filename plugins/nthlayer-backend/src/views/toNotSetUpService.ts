import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  NTHLAYER_ANNOTATIONS,
  NotSetUpServiceDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecResult } from '@nthlayer/engine';

type Reason = NotSetUpServiceDto['reason'];
type Annotation = NotSetUpServiceDto['annotation'];

const TIER: Annotation = { key: NTHLAYER_ANNOTATIONS.tier, value: 'standard' };

const ANNOTATION_THAT_MENDS: Partial<Record<Reason, Annotation>> = {
  disabled: { key: NTHLAYER_ANNOTATIONS.enabled, value: 'true' },
  'unsupported-type': { key: NTHLAYER_ANNOTATIONS.type, value: 'api' },
};

/** Why an entity has no stack, and the annotation that gives it one; without a result it was not looked at yet. */
export function toNotSetUpService(
  entity: Entity,
  result: SpecResult | undefined,
): NotSetUpServiceDto {
  const reason = result?.kind === 'none' ? result.reason : 'pending';
  return {
    state: 'not-set-up',
    entityRef: stringifyEntityRef(entity),
    reason,
    annotation: ANNOTATION_THAT_MENDS[reason] ?? TIER,
    diagnostics: [...(result?.diagnostics ?? [])],
  };
}
