import { OpenSloMetadata, OPENSLO_API_VERSION } from './metadata';
import { objectShape } from './objectShape';
import { may, struct } from './schema';
import { description } from './values';

/**
 * An OpenSLO v1 Service.
 *
 * @public
 */
export interface OpenSloService {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'Service';
  readonly metadata: OpenSloMetadata;
  readonly spec?: OpenSloServiceSpec;
}

/** @public */
export interface OpenSloServiceSpec {
  readonly description?: string;
}

/**
 * Makes a Service.
 *
 * @public
 */
export function createOpenSloService(
  metadata: OpenSloMetadata,
  spec: OpenSloServiceSpec,
): OpenSloService {
  return { apiVersion: OPENSLO_API_VERSION, kind: 'Service', metadata, spec };
}

export const serviceShape = objectShape(
  'Service',
  may(
    struct<OpenSloServiceSpec>({
      description: may(description, 'What the service does.'),
    }),
    'What else is known of the service.',
  ),
);
