import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ruleOutputs } from '@nthlayer/engine';
import { listing } from '../output';
import { tellFindings } from '../services';
import { actionThread } from '../thread';
import { locate } from '../workspace';
import { deliverFiles } from './deliverFiles';
import { settingsOf } from './settingsOf';
import { stackGenerateExamples } from './stackGenerate.examples';

/** Of each file in the output; a dashboard alone has a thousand. */
const LISTED_LINES = 40;

const OUTPUTS = ruleOutputs.map(({ id }) => id) as [string, ...string[]];

/**
 * `nthlayer:stack:generate` writes the reliability stack of every service that the workspace describes: a folder
 * each, with the same files as of `nthlayer generate`. It talks to nothing but the workspace.
 *
 * @public
 */
export function createStackGenerateAction() {
  return createTemplateAction({
    id: 'nthlayer:stack:generate',
    description:
      'Generates SLOs, recording and alert rules, their tests and a dashboard for the services in the workspace, a folder each',
    examples: stackGenerateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'File or folder with catalog-info.yaml, spec or OpenSLO, relative to the workspace; default: all of it',
            ),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder to write to, relative to the workspace; default: reliability',
            ),
        environments: z =>
          z
            .array(z.string())
            .optional()
            .describe('Of services that name none; default: production'),
        scrapeIntervalSeconds: z =>
          z
            .number()
            .positive()
            .max(60)
            .optional()
            .describe('How often targets are scraped, at most 60; default: 15'),
        serviceLabel: z =>
          z
            .string()
            .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
            .optional()
            .describe('Label that tells services apart; default: service'),
        outputs: z =>
          z
            .array(z.enum(OUTPUTS))
            .optional()
            .describe(
              'What else to generate: the rules for other systems, the configuration of an Alertmanager; default: nothing',
            ),
        overwrite: z =>
          z
            .boolean()
            .optional()
            .describe('Replace files that are there with other content'),
      },
      output: {
        files: z =>
          z.array(z.string()).describe('The files, relative to the workspace'),
        services: z =>
          z.array(z.string()).describe('Entity refs of the services'),
        listing: z =>
          z.string().describe('The beginning of each file, as Markdown'),
      },
    },
    async handler(ctx) {
      const { workspacePath, logger, signal, input } = ctx;
      const settings = settingsOf(input);
      const target = await locate({
        workspacePath,
        input: 'targetPath',
        path: input.targetPath ?? 'reliability',
      });
      const { entityRefs, diagnostics, passedOver, generated } =
        await actionThread.run(
          'generate',
          {
            search: {
              workspacePath,
              input: 'path',
              path: input.path ?? '.',
              except: target.path,
            },
            settings,
            folder: target.path,
          },
          signal,
        );
      passedOver.forEach(told => logger.warn(told));
      tellFindings(ctx, diagnostics, 'Nothing was generated.');
      tellFindings(ctx, generated.diagnostics, 'Nothing was generated.');
      await deliverFiles(ctx, generated.files, {
        input: 'targetPath',
        overwrite: input.overwrite ?? false,
      });
      ctx.output(
        'files',
        generated.files.map(({ path }) => path),
      );
      ctx.output('services', [...entityRefs]);
      ctx.output(
        'listing',
        listing(generated.files, { mostLines: LISTED_LINES }),
      );
    },
  });
}
