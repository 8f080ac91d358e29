import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonValue } from '@backstage/types';
import { annotationsText, catalogFileOf, isEntity } from '../annotate';
import { listing } from '../output';
import { actionThread } from '../thread';
import { locate, Location, readTextFile, shownText } from '../workspace';
import { catalogAnnotateExamples } from './catalogAnnotate.examples';
import { deliverFiles } from './deliverFiles';

async function textOf(location: Location, entity: unknown): Promise<string> {
  if (location.kind === 'file') {
    return await readTextFile(location);
  }
  if (location.kind === 'missing' && isEntity(entity)) {
    return catalogFileOf(entity);
  }
  throw new InputError(
    `path ${shownText(location.path)} is not a file in the workspace. ` +
      'Fetch or write it in an earlier step, or give the entity to write it from.',
  );
}

/**
 * `nthlayer:catalog:annotate` adds annotations to an entity in a catalog file; its comments, order and formatting
 * stay as they are.
 *
 * @public
 */
export function createCatalogAnnotateAction() {
  return createTemplateAction({
    id: 'nthlayer:catalog:annotate',
    description:
      'Adds or changes annotations of an entity in a catalog-info.yaml and leaves the rest of the file as it is',
    examples: catalogAnnotateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'The catalog file, relative to the workspace; default: catalog-info.yaml',
            ),
        annotations: z =>
          z.record(z.string()).describe('Values by name of annotation'),
        kind: z =>
          z
            .string()
            .optional()
            .describe('Which entity, where the file has several'),
        namespace: z => z.string().optional(),
        name: z => z.string().optional(),
        entity: z =>
          z
            .record(z.custom<JsonValue>())
            .optional()
            .describe(
              'Where the file is not there: the entity to write it from, as catalog:fetch gives it; only for steps that follow, since the file that the catalog reads may hold more',
            ),
      },
      output: {
        path: z => z.string().describe('The catalog file'),
        changed: z => z.boolean().describe('Whether anything was to be done'),
        listing: z => z.string().describe('The file as Markdown'),
        annotations: z =>
          z
            .string()
            .describe(
              'The annotations alone as Markdown, to add to a file that is kept elsewhere',
            ),
      },
    },
    async handler(ctx) {
      const { workspacePath, input } = ctx;
      const { path = 'catalog-info.yaml', annotations, entity } = input;
      const { kind, namespace, name } = input;
      const location = await locate({ workspacePath, input: 'path', path });
      const text = await textOf(location, entity);
      const content = await actionThread.run(
        'annotate',
        {
          file: { path: location.path, text },
          selection: { kind, namespace, name },
          annotations,
        },
        ctx.signal,
      );
      const file = { path: location.path, content };
      await deliverFiles(ctx, [file], { input: 'path', overwrite: true });
      ctx.output('path', location.path);
      ctx.output('changed', location.kind === 'missing' || content !== text);
      ctx.output('listing', listing([file]));
      ctx.output(
        'annotations',
        listing([
          { path: location.path, content: annotationsText(annotations) },
        ]),
      );
    },
  });
}
