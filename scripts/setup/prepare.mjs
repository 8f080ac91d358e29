import { childEnvironment } from './environment.mjs';
import { install } from './install.mjs';
import { nodeBinary } from './nodeBinary.mjs';

/**
 * Makes a fresh clone ready; does nothing that is already done. Returns the environment for child processes. What it
 * tells goes to `stream`: a command whose output is read by a program keeps standard output to itself.
 */
export async function prepare(stream = process.stdout) {
  const env = childEnvironment(await nodeBinary(stream));
  await install(env, stream);
  return env;
}
