import { OpenSloMetadata, OPENSLO_API_VERSION } from './metadata';
import { objectShape } from './objectShape';
import { ADVICE, anything, may, must, struct } from './schema';
import { description, word } from './values';

/**
 * An OpenSLO v1 DataSource. Ours name a configured data source; addresses and credentials stay in the configuration.
 *
 * @public
 */
export interface OpenSloDataSource {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'DataSource';
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloDataSourceSpec;
}

/** @public */
export interface OpenSloDataSourceSpec {
  readonly description?: string;
  readonly type: string;
  /** Whatever the type needs. */
  readonly connectionDetails: unknown;
}

/**
 * Makes a DataSource.
 *
 * @public
 */
export function createOpenSloDataSource(
  metadata: OpenSloMetadata,
  spec: OpenSloDataSourceSpec,
): OpenSloDataSource {
  return {
    apiVersion: OPENSLO_API_VERSION,
    kind: 'DataSource',
    metadata,
    spec,
  };
}

export const dataSourceSpecShape = struct<OpenSloDataSourceSpec>({
  description: may(description, 'What is in it.'),
  type: must(word(), 'What kind of system it is, such as Prometheus.'),
  connectionDetails: must(
    anything(ADVICE),
    'How it is reached; what belongs here depends on the type.',
  ),
});

export const dataSourceShape = objectShape(
  'DataSource',
  must(dataSourceSpecShape, 'Where its data is.'),
);
