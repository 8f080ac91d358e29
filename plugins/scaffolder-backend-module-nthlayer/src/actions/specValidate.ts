import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { tellFindings } from '../services';
import { actionThread } from '../thread';
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
        profile: z =>
          z
            .enum(['lenient', 'strict'])
            .optional()
            .describe(
              "Rules for OpenSLO: those of the specification (lenient, the default), or of OpenSLO's SDK (strict)",
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
      const { path = '.', profile } = input;
      const search = { workspacePath, input: 'path', path, profile };
      const { entityRefs, diagnostics, passedOver } = await actionThread.run(
        'validate',
        search,
        signal,
      );
      passedOver.forEach(told => logger.warn(told));
      tellFindings(
        ctx,
        diagnostics,
        'Correct them and run the template again.',
      );
      logger.info(`Valid: ${entityRefs.join(', ')}`);
      output('services', [...entityRefs]);
      output(
        'warnings',
        diagnostics.filter(({ severity }) => severity === 'warning').length,
      );
    },
  });
}
