import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { exampleSteps } from './exampleSteps';

/** Examples of `nthlayer:catalog:annotate`; the tests run them. */
export const catalogAnnotateExamples: TemplateExample[] = [
  {
    description: 'Switch reliability on for the one entity of a file',
    example: exampleSteps({
      action: 'nthlayer:catalog:annotate',
      name: 'Annotate the entity',
      input: { annotations: { [NTHLAYER_ANNOTATIONS.tier]: 'standard' } },
    }),
  },
  {
    description: 'One of several entities',
    example: exampleSteps({
      action: 'nthlayer:catalog:annotate',
      name: 'Annotate the entity',
      input: {
        path: 'catalog-info.yaml',
        kind: 'Component',
        name: 'payment-api',
        annotations: { [NTHLAYER_ANNOTATIONS.spec]: './nthlayer.yaml' },
      },
    }),
  },
];
