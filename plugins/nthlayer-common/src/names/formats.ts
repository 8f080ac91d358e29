/**
 * `apiVersion` of spec files.
 *
 * @public
 */
export const SPEC_API_VERSION = 'nthlayer.dev/v1alpha1';

/**
 * `kind` of spec files.
 *
 * @public
 */
export const SPEC_KIND = 'ServiceSpec';

/**
 * `apiVersion` that some files of NthLayer's first format have, whose fields are `service` and `resources`.
 *
 * @public
 */
export const LEGACY_API_VERSION = 'nthlayer.dev/v1';
