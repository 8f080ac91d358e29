import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleSteps } from './exampleSteps';

/** Examples of `nthlayer:spec:validate`; the tests run them. */
export const specValidateExamples: TemplateExample[] = [
  {
    description: 'All specs of the workspace',
    example: exampleSteps({
      action: 'nthlayer:spec:validate',
      name: 'Check the specs',
      input: {},
    }),
  },
  {
    description: 'One file',
    example: exampleSteps({
      action: 'nthlayer:spec:validate',
      name: 'Check the spec',
      input: { path: 'nthlayer.yaml' },
    }),
  },
];
