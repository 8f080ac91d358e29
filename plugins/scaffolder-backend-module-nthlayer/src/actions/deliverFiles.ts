import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { TargetFile, writeFiles } from '../workspace';

/** The parts of an action's context that writing needs. */
export type DeliveryContext = Pick<
  ActionContext<JsonObject>,
  'workspacePath' | 'checkpoint' | 'signal'
> & { readonly logger: Pick<LoggerService, 'info'> };

/**
 * Writes the files of an action into its workspace, all or none. A task that is resumed takes what the checkpoint
 * tells; only files that the new workspace lacks are written again.
 *
 * @throws InputError and ConflictError as of `writeFiles`
 */
export async function deliverFiles(
  { workspacePath, checkpoint, signal, logger }: DeliveryContext,
  files: readonly TargetFile[],
  options: { readonly input: string; readonly overwrite: boolean },
): Promise<void> {
  const write = () => writeFiles({ workspacePath, files, signal, ...options });
  const { written, unchanged } = await checkpoint({
    key: `nthlayer.files.v1.${sha256(canonicalJson(files))}`,
    fn: async () => {
      const outcome = await write();
      return {
        written: [...outcome.written],
        unchanged: [...outcome.unchanged],
      };
    },
  });
  await write();
  for (const path of written) {
    logger.info(`Wrote ${path}`);
  }
  for (const path of unchanged) {
    logger.info(`${path} is up to date`);
  }
}
