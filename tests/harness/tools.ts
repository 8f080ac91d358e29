import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Finds a program that a test needs. With CI=true a missing one is a failure; elsewhere the test is skipped.
 */
export function findTool(
  name: string,
  extraFolders: string[] = [],
): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...extraFolders,
  ];
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  if (process.env.CI) {
    throw new Error(
      `${name} is not on PATH: CI has to run the tests that need it`,
    );
  }
  return undefined;
}

/**
 * `describe`, or `describe.skip` when a program is missing, so that the run reports the skip.
 */
export function describeWith(...tools: string[]): jest.Describe {
  return tools.every(tool => findTool(tool)) ? describe : describe.skip;
}
