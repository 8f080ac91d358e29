import { mockServices } from '@backstage/backend-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject, JsonValue } from '@backstage/types';

/** What an action did beside its files. */
export interface ActionRun {
  readonly outputs: Record<string, JsonValue>;
  readonly warnings: string[];
  readonly infos: string[];
}

/** Runs an action in a workspace. */
export async function runAction<
  TInput extends JsonObject,
  TOutput extends JsonObject,
>(
  action: TemplateAction<TInput, TOutput>,
  workspacePath: string,
  input: TInput,
  signal?: AbortSignal,
): Promise<ActionRun> {
  const run: ActionRun = { outputs: {}, warnings: [], infos: [] };
  const logger = mockServices.logger.mock();
  logger.warn.mockImplementation(line => void run.warnings.push(line));
  logger.info.mockImplementation(line => void run.infos.push(line));
  await action.handler({
    ...createMockActionContext<TInput, TOutput>({ workspacePath, input }),
    logger,
    signal,
    output: (name, value) => {
      run.outputs[String(name)] = value as JsonValue;
    },
  });
  return run;
}
