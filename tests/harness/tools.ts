import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function isProgram(folder: string, name: string): boolean {
  try {
    accessSync(join(folder, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

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
    if (isProgram(folder, name)) {
      return join(folder, name);
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

/** The same for programs that not every system can be had for: CI may be without them, and lists the skip. */
export function describeWithOptional(...tools: string[]): jest.Describe {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return tools.every(tool => folders.some(folder => isProgram(folder, tool)))
    ? describe
    : describe.skip;
}
