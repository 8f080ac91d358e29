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
