import { ExclusionDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { StoredExclusion } from '../exclusions/ExclusionStore';

/** An exclusion as the API tells it. */
export function toExclusion(exclusion: StoredExclusion): ExclusionDto {
  const { entityRef: _service, ...told } = exclusion;
  return { ...told, retroactive: exclusion.startMs < exclusion.createdAtMs };
}
