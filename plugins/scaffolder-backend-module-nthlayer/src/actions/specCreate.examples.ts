import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleSteps } from './exampleSteps';

/** Examples of `nthlayer:spec:create`; the tests run them. */
export const specCreateExamples: TemplateExample[] = [
  {
    description: 'A spec with the SLOs of its tier',
    example: exampleSteps({
      action: 'nthlayer:spec:create',
      name: 'Write the spec',
      input: { name: 'payment-api', tier: 'critical', type: 'api' },
    }),
  },
  {
    description: 'SLOs and dependencies of its own',
    example: exampleSteps({
      action: 'nthlayer:spec:create',
      name: 'Write the spec',
      input: {
        name: 'search-api',
        path: 'search-api/nthlayer.yaml',
        tier: 'standard',
        slos: [
          { preset: 'availability', target: 99.9, window: '30d' },
          { preset: 'latency', target: 99, threshold: '500ms' },
        ],
        dependencies: [
          {
            ref: 'resource:default/search-index',
            technology: 'elasticsearch',
            selector: { cluster: 'search' },
          },
        ],
      },
    }),
  },
];
