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
