import {
  OpenSloMetadata,
  metadataShape,
  OPENSLO_API_VERSION,
} from './metadata';
import { Field, Fields, must, struct, Struct } from './schema';
import { choice } from './values';

/** An object of the kind `K`. */
export interface OpenSloEnvelope<K extends string, S> {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: K;
  readonly metadata: OpenSloMetadata;
  readonly spec: S;
}

/** The shape of a kind. */
export function objectShape<K extends string, S>(
  kind: K,
  spec: Field<S>,
): Struct<OpenSloEnvelope<K, S>> {
  const fields = {
    apiVersion: must(
      choice('unknown-version', 'the version', OPENSLO_API_VERSION),
      'The version of the format.',
    ),
    kind: must(choice('unknown-kind', 'the kind', kind), 'What it is.'),
    metadata: must(metadataShape, 'How it is called.'),
    spec,
  };
  // the compiler does not see through a kind that is not known yet
  return struct(fields as unknown as Fields<OpenSloEnvelope<K, S>>);
}
