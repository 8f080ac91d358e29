import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, run } from '../../processes.mjs';
import { root } from '../../root.mjs';
import { Stop } from '../../say.mjs';

const committed = join(root, 'packages', 'simulator', 'prometheus.yml');
const committedTarget = '127.0.0.1:9464';

/** The committed configuration for a simulator at another address. */
export function configFor(instance, text = readFileSync(committed, 'utf8')) {
  return text.replaceAll(committedTarget, instance);
}

async function writeConfig(env, { tools, folder, instance }) {
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, configFor(instance));
  const code = await run(tools.promtool, ['check', 'config', file], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) {
    throw new Stop('Prometheus does not accept its configuration; see above.');
  }
  return file;
}

/** Starts Prometheus on the folder's data and rules. */
export async function startServer(env, options) {
  const { tools, folder, port } = options;
  const file = await writeConfig(env, options);
  const started = launch(
    tools.prometheus,
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=90d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { env },
  );
  return Object.assign(started, { name: 'prometheus' });
}

async function isReady(url) {
  try {
    const reply = await fetch(`${url}/-/ready`);
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

/** Resolves once Prometheus answers; throws when it ends before. */
export async function untilServerReady(url, { ended }) {
  let over = false;
  ended.then(() => {
    over = true;
  });
  while (!(await isReady(url))) {
    if (over) {
      throw new Stop('Prometheus ended; its last lines are above.');
    }
    await sleep(250);
  }
}
