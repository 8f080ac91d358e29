import {
  OpenSloMetadata,
  OPENSLO_API_VERSION,
  validateDescription,
  validateMetadata,
} from './metadata';
import { OpenSloFinding } from './finding';

/**
 * An OpenSLO v1 Service.
 *
 * @public
 */
export interface OpenSloService {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'Service';
  readonly metadata: OpenSloMetadata;
  readonly spec: { readonly description?: string };
}

/** Makes a Service. */
export function createOpenSloService(
  metadata: OpenSloMetadata,
  spec: OpenSloService['spec'],
): OpenSloService {
  return { apiVersion: OPENSLO_API_VERSION, kind: 'Service', metadata, spec };
}

/** Rules of a Service. */
export function validateOpenSloService({
  metadata,
  spec,
}: OpenSloService): readonly OpenSloFinding[] {
  return [
    ...validateMetadata(metadata),
    ...validateDescription(spec.description, 'spec.description'),
  ];
}
