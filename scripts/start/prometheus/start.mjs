import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from '../../processes.mjs';
import { root } from '../../root.mjs';
import { say, Stop } from '../../say.mjs';
import { prepare } from '../../setup/prepare.mjs';
import { readPorts, requireFreePorts } from '../options.mjs';
import { startPortal } from '../portal.mjs';
import { watch } from '../start.mjs';
import { fillHistory } from './history.mjs';
import { generateRules } from './rules.mjs';
import { startServer, untilServerReady } from './server.mjs';
import { startSimulator } from './simulator.mjs';
import { findTools } from './tools.mjs';

const command = {
  usage: 'npm run start:prometheus',
  ports: {
    port: 3000,
    'backend-port': 7007,
    'prometheus-port': 9090,
    'simulator-port': 9464,
  },
};

const configFiles = ['app-config.yaml', 'app-config.prometheus.yaml'];

/** Sets up and runs the demo portal on a real Prometheus until one of its parts ends. */
export async function start(args) {
  const startedAtMs = Date.now();
  const ports = readPorts(args, process.env, command);
  say('NthLayer for Backstage: starting the demo portal on Prometheus');
  const tools = findTools();
  await requireFreePorts(ports, command);
  const env = await prepare();
  const folder = join(root, '.cache', 'prometheus');
  mkdirSync(join(folder, 'portal'), { recursive: true });
  const instance = `127.0.0.1:${ports.simulatorPort}`;
  const options = { env, tools, folder, startedAtMs, instance };

  await generateRules(env, options);
  const simulator = startSimulator(env, {
    port: ports.simulatorPort,
    startedAtMs,
  });
  await fillHistory(options);
  const url = `http://127.0.0.1:${ports.prometheusPort}`;
  const server = await startServer(env, {
    ...options,
    port: ports.prometheusPort,
  });
  await untilServerReady(url, server);
  say(`  Prometheus is ready at ${url}`);

  const settings = { ...env, NTHLAYER_DEMO_PROMETHEUS_URL: url };
  const parts = [
    simulator,
    server,
    ...startPortal(settings, ports, configFiles),
  ];
  const reason = await watch(parts, ports, startedAtMs);
  await Promise.all(parts.map(part => stop(part)));
  throw new Stop(reason);
}
