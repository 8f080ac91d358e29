import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkServices,
  defaultGenerationSettings,
  specContextOf,
} from '@nthlayer/engine';
import { findServices, tellFindings } from '../services';
import { specValidateExamples } from './specValidate.examples';

/**
 * `nthlayer:spec:validate` checks the specs in a file or folder of the workspace and fails with every error, its
 * file, its line and what to do.
 *
 * @public
 */
export function createSpecValidateAction() {
  return createTemplateAction({
    id: 'nthlayer:spec:validate',
    description:
      'Checks the reliability specs in a file or folder of the workspace; fails with every finding, its file and line',
    examples: specValidateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'File or folder, relative to the workspace; default: all of it',
            ),
      },
      output: {
        services: z =>
          z.array(z.string()).describe('Entity refs of the services'),
        warnings: z => z.number().describe('How many warnings the log has'),
      },
    },
    async handler(ctx) {
      const { input, workspacePath, logger, signal, output } = ctx;
      const { services, diagnostics: onFiles } = await findServices(
        {
          workspacePath,
          input: 'path',
          path: input.path ?? '.',
          logger,
          signal,
        },
        specContextOf(defaultGenerationSettings),
      );
      const diagnostics = [
        ...onFiles,
        ...(await checkServices(services, defaultGenerationSettings)),
      ];
      tellFindings(
        ctx,
        diagnostics,
        'Correct them and run the template again.',
      );
      const refs = services.map(({ spec }) => spec.entityRef);
      logger.info(`Valid: ${refs.join(', ')}`);
      output('services', refs);
      output(
        'warnings',
        diagnostics.filter(({ severity }) => severity === 'warning').length,
      );
    },
  });
}
