import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ALERT_LEVELS,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  defaultGenerationSettings,
  readSpecFile,
  SourceFile,
  specContextOf,
} from '@nthlayer/engine';
import { JsonValue } from '@backstage/types';
import { isEntity } from '../annotate';
import { listing } from '../output';
import { tellFindings } from '../services';
import { SpecInput, specText } from '../spec';
import { deliverFiles } from './deliverFiles';
import { refuseSecondSpec } from './refuseSecondSpec';
import { specCreateExamples } from './specCreate.examples';

function findingsOf(file: SourceFile): readonly Diagnostic[] {
  // the tier may stand in the entity; without one nothing else would be looked at
  const context = specContextOf({
    ...defaultGenerationSettings,
    defaultTier: 'standard',
  });
  return readSpecFile(file, context).flatMap(
    ({ result }) => result.diagnostics,
  );
}

function entityOf(value: unknown): Entity {
  if (!isEntity(value)) {
    throw new InputError(
      'entity is not an entity. Give it as catalog:fetch outputs it.',
    );
  }
  return value;
}

/**
 * `nthlayer:spec:create` writes a spec file from its inputs, after checking that it says something sensible.
 *
 * @public
 */
export function createSpecCreateAction() {
  return createTemplateAction({
    id: 'nthlayer:spec:create',
    description:
      'Writes the reliability spec of a service (nthlayer.yaml) from inputs, checked before anything is written',
    examples: specCreateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service’s entity'),
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'File to write, relative to the workspace; default: nthlayer.yaml',
            ),
        tier: z =>
          z
            .enum(['critical', 'high', 'standard', 'low'])
            .optional()
            .describe('How much the service matters; gives its default SLOs'),
        type: z =>
          z
            .string()
            .optional()
            .describe('api, worker, stream, web, batch, database or ai'),
        service: z =>
          z
            .string()
            .optional()
            .describe(
              'Value of the service label on the service’s series; default: its name',
            ),
        labels: z =>
          z
            .record(z.string())
            .optional()
            .describe('Labels of your own for alerts and SLOs'),
        dataSource: z =>
          z.string().optional().describe('Name of a configured data source'),
        environments: z =>
          z
            .array(z.string())
            .optional()
            .describe('Environments that the service runs in'),
        slos: z =>
          z
            .array(
              z.object({
                preset: z.enum(['availability', 'latency']),
                target: z.number().describe('Per cent, e.g. 99.9'),
                window: z.string().optional().describe('e.g. 30d'),
                threshold: z
                  .string()
                  .optional()
                  .describe('Of latency, e.g. 500ms'),
                alerts: z
                  .object({
                    disabled: z
                      .array(z.enum(ALERT_LEVELS))
                      .optional()
                      .describe('Alerts that are not made'),
                  })
                  .optional(),
              }),
            )
            .optional()
            .describe('In place of the SLOs of the tier'),
        dependencies: z =>
          z
            .array(
              z.object({
                ref: z.string().optional().describe('Entity ref'),
                name: z.string().optional(),
                technology: z
                  .string()
                  .optional()
                  .describe('e.g. postgresql, redis, kafka'),
                selector: z.record(z.string()).optional(),
              }),
            )
            .optional()
            .describe('What the service needs to work'),
        entity: z =>
          z
            .record(z.custom<JsonValue>())
            .optional()
            .describe(
              'The entity that is to have the spec, as catalog:fetch gives it; one that names a spec already is an error',
            ),
        overwrite: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Replace a file that is there with other content, or the spec that the entity names',
            ),
      },
      output: {
        path: z => z.string().describe('The file'),
        listing: z => z.string().describe('The file as Markdown'),
      },
    },
    async handler(ctx) {
      const { path = 'nthlayer.yaml', overwrite = false } = ctx.input;
      const { entity, ...input } = ctx.input;
      if (entity !== undefined && !overwrite) {
        refuseSecondSpec(entityOf(entity));
      }
      const content = specText(input satisfies SpecInput);
      const found = findingsOf({ path, text: content });
      tellFindings(ctx, found, 'No spec was written; correct the inputs.');
      const file = { path, content };
      await deliverFiles(ctx, [file], { input: 'path', overwrite });
      ctx.output('path', path);
      ctx.output('listing', listing([file]));
    },
  });
}
