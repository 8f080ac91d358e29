import { parseArgs } from 'node:util';
import { Stop } from '../say.mjs';
import { isBusy, nextFreePort } from './ports.mjs';

const defaults = { port: 3000, 'backend-port': 7007 };

function portOf(name, text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Stop(
      `--${name} must be a number from 1 to 65535, not "${text}".`,
    );
  }
  return port;
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: { port: { type: 'string' }, 'backend-port': { type: 'string' } },
    }).values;
  } catch (error) {
    throw new Stop(
      `${error.message}\nUsage: npm start -- [--port N] [--backend-port N]`,
    );
  }
}

/** The two ports. `npm start --port 3001` without the `--` keeps the option to npm, which hands it on as a variable. */
export function readPorts(args, env = process.env) {
  const values = parse(args);
  const chosen = Object.keys(defaults).map(name => {
    const fromNpm = env[`npm_config_${name.replaceAll('-', '_')}`];
    const text = values[name] ?? fromNpm;
    return text ? portOf(name, text) : defaults[name];
  });
  const [port, backendPort] = chosen;
  if (port === backendPort) {
    throw new Stop(`--port and --backend-port must differ; both are ${port}.`);
  }
  return { port, backendPort };
}

/** Throws, naming the port and a free one to take instead, when either port is in use. */
export async function requireFreePorts({ port, backendPort }) {
  const busy = [];
  const advice = [];
  const taken = [port, backendPort];
  for (const [name, wanted] of [
    ['port', port],
    ['backend-port', backendPort],
  ]) {
    let offered = wanted;
    if (await isBusy(wanted)) {
      busy.push(wanted);
      offered = await nextFreePort(wanted, taken);
      taken.push(offered);
    }
    if (offered !== defaults[name]) {
      advice.push(`--${name} ${offered}`);
    }
  }
  if (busy.length > 0) {
    throw new Stop(
      `Port ${busy.join(' and port ')} ${
        busy.length > 1 ? 'are' : 'is'
      } in use by another program. Nothing was started.\n` +
        `Stop that program, or take other ports:\n\n  npm start -- ${advice.join(
          ' ',
        )}\n`,
    );
  }
}
