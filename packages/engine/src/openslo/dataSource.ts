import {
  OpenSloMetadata,
  OPENSLO_API_VERSION,
  validateDescription,
  validateMetadata,
} from './metadata';
import { OpenSloFinding, rule } from './finding';

/**
 * An OpenSLO v1 DataSource. It names a configured data source; addresses and credentials stay in the configuration.
 *
 * @public
 */
export interface OpenSloDataSource {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'DataSource';
  readonly metadata: OpenSloMetadata;
  readonly spec: {
    readonly description?: string;
    readonly type: string;
    readonly connectionDetails: Readonly<Record<string, string>>;
  };
}

/** Makes a DataSource. */
export function createOpenSloDataSource(
  metadata: OpenSloMetadata,
  spec: OpenSloDataSource['spec'],
): OpenSloDataSource {
  return {
    apiVersion: OPENSLO_API_VERSION,
    kind: 'DataSource',
    metadata,
    spec,
  };
}

/** Rules of a DataSource. */
export function validateOpenSloDataSource({
  metadata,
  spec,
}: OpenSloDataSource): readonly OpenSloFinding[] {
  return [
    ...validateMetadata(metadata),
    ...validateDescription(spec.description, 'spec.description'),
    ...rule(spec.type !== '', 'spec.type', 'required'),
    ...rule(
      Object.keys(spec.connectionDetails).length > 0,
      'spec.connectionDetails',
      'required',
    ),
  ];
}
