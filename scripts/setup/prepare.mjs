import { childEnvironment } from './environment.mjs';
import { install } from './install.mjs';
import { nodeBinary } from './nodeBinary.mjs';

/** Makes a fresh clone ready; does nothing that is already done. Returns the environment for child processes. */
export async function prepare() {
  const env = childEnvironment(await nodeBinary());
  await install(env);
  return env;
}
