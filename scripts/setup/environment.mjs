import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../root.mjs';

/** The environment of everything that is started: the right Node first, and nothing of the calling npm. */
export function childEnvironment(node) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) && name !== 'NODE',
  );
  const path = [
    dirname(node),
    join(root, 'scripts', 'bin'),
    join(root, 'node_modules', '.bin'),
    process.env.PATH ?? '',
  ].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}

/** Adds npm's registry for Yarn, which does not read .npmrc. */
export function withRegistry(env) {
  if (env.YARN_NPM_REGISTRY_SERVER) {
    return env;
  }
  const answer = spawnSync('npm', ['config', 'get', 'registry'], {
    cwd: root,
    encoding: 'utf8',
  });
  const registry = (answer.stdout ?? '').trim();
  return /^https?:\/\//.test(registry)
    ? { ...env, YARN_NPM_REGISTRY_SERVER: registry }
    : env;
}
