import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** What a service has from its spec file. */
export const specFile: Pick<
  ReadyServiceDto,
  'specFile' | 'labels' | 'dependencies' | 'provenance'
> = {
  specFile: 'nthlayer.yaml',
  labels: { 'cost-centre': '42' },
  dependencies: [
    {
      name: 'orders-db',
      ref: 'resource:default/orders-db',
      technology: 'mysql',
      selector: { cluster: 'orders', schema: 'checkout' },
    },
    { name: 'payment-api', ref: 'component:default/payment-api', selector: {} },
    { name: 'session-cache', technology: 'redis', selector: {} },
  ],
  provenance: {
    tier: { source: 'annotation', from: 'nthlayer.dev/tier' },
    type: { source: 'entity', from: 'spec.type' },
    owner: { source: 'entity', from: 'spec.owner' },
    'slos.availability.objective': {
      source: 'spec-file',
      from: 'nthlayer.yaml:12',
    },
    'slos.availability.window': { source: 'default', from: 'defaults of SLOs' },
    'slos.latency.sli.thresholdMs': { source: 'config', from: 'tier high' },
    'labels.cost-centre': { source: 'spec-file', from: 'nthlayer.yaml:7' },
    'dependencies.orders-db': {
      source: 'spec-file',
      from: 'nthlayer.yaml:16',
    },
  },
};
