import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program that a test needs, or undefined. With CI=true a missing one is a failure. */
export function findTool(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  if (process.env.CI) {
    throw new Error(`${name} is not on PATH, and CI must not skip its tests`);
  }
  return undefined;
}

/** `describe`, or `describe.skip` where a program is missing, so that the run reports the skip. */
export function describeWithTools(...names: string[]): jest.Describe {
  return names.every(name => findTool(name)) ? describe : describe.skip;
}
