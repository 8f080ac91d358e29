import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { exampleSteps } from './exampleSteps';

/** Examples of `nthlayer:stack:generate`; the tests run them. */
export const stackGenerateExamples: TemplateExample[] = [
  {
    description: 'Stacks of all services in the workspace, under reliability/',
    example: exampleSteps({
      action: 'nthlayer:stack:generate',
      name: 'Generate the stack',
      input: {},
    }),
  },
  {
    description: 'One catalog file, two environments, a folder of your choice',
    example: exampleSteps({
      action: 'nthlayer:stack:generate',
      name: 'Generate the stack',
      input: {
        path: 'catalog-info.yaml',
        targetPath: 'deploy/monitoring',
        environments: ['production', 'staging'],
        scrapeIntervalSeconds: 30,
        overwrite: true,
      },
    }),
  },
  {
    description:
      'Also the rules for the Prometheus Operator, and routes and receivers for an Alertmanager',
    example: exampleSteps({
      action: 'nthlayer:stack:generate',
      name: 'Generate the stack',
      input: { outputs: ['prometheus-operator-rules', 'alertmanager'] },
    }),
  },
];
