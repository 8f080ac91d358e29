/**
 * What the keys of our annotations begin with.
 *
 * @public
 */
export const ANNOTATION_PREFIX = 'nthlayer.dev/';

/**
 * Annotations that NthLayer reads from catalog entities; the whole list.
 *
 * @public
 */
export const NTHLAYER_ANNOTATIONS = {
  tier: 'nthlayer.dev/tier',
  type: 'nthlayer.dev/type',
  spec: 'nthlayer.dev/spec',
  service: 'nthlayer.dev/service',
  dataSource: 'nthlayer.dev/data-source',
  environments: 'nthlayer.dev/environments',
  enabled: 'nthlayer.dev/enabled',
} as const;

/**
 * Annotations that other tools around NthLayer write; we answer them with a finding that names ours.
 *
 * @public
 */
export const RELATED_ANNOTATIONS = {
  /** Points to a generated entity file, not to a spec. */
  entity: 'nthlayer.dev/entity',
  /** Points to a spec, like `nthlayer.dev/spec`. */
  manifest: 'opensrm.nthlayer.io/manifest',
} as const;

/**
 * Annotations of ours on OpenSLO objects, for what OpenSLO has no field.
 *
 * @public
 */
export const OPENSLO_ANNOTATIONS = {
  /** Target of a composite SLO, a ratio. */
  compositeTarget: 'nthlayer.dev/composite-target',
} as const;
