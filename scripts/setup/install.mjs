import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { run } from '../processes.mjs';
import { duration, say, Stop } from '../say.mjs';
import { withRegistry } from './environment.mjs';
import { readManifest, workspaceFolders } from './workspaces.mjs';

const stamp = join(root, 'node_modules', '.nthlayer-installed');
const dependencyFields = [
  'name',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'resolutions',
  'bin',
];

/** Changes when, and only when, an installation would. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    hash.update(readFileSync(join(root, file)));
  }
  for (const folder of ['.', ...workspaceFolders()]) {
    const manifest = readManifest(folder);
    hash.update(
      JSON.stringify([folder, ...dependencyFields.map(f => manifest[f])]),
    );
  }
  return hash.digest('hex');
}

function installed() {
  return (
    existsSync(join(root, 'node_modules', '.yarn-state.yml')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint()
  );
}

/** Installs the dependencies that yarn.lock names, unless they are there. */
export async function install(env, stream = process.stdout) {
  if (installed()) {
    return;
  }
  say('Installing dependencies (one to five minutes the first time) …', stream);
  const startedAt = Date.now();
  const code = await run('yarn', ['install', '--immutable'], {
    env: withRegistry(env),
    stdio: ['ignore', stream, 'inherit'],
  });
  if (code !== 0) {
    throw new Stop(
      'The dependencies could not be installed (see above). If a package.json was changed on purpose, run: npm run exec -- yarn install',
    );
  }
  writeFileSync(stamp, fingerprint());
  say(`Dependencies installed in ${duration(Date.now() - startedAt)}.`, stream);
}
