import { parseArgs } from 'node:util';
import { Stop } from '../say.mjs';
import { isBusy, nextFreePort } from './ports.mjs';

/** What `npm start` listens on, by the names of its options. */
export const portalCommand = {
  usage: 'npm start',
  ports: { port: 3000, 'backend-port': 7007 },
};

/** `backend-port` as JavaScript spells it. */
function keyOf(option) {
  return option.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function portOf(name, text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Stop(
      `--${name} must be a number from 1 to 65535, not "${text}".`,
    );
  }
  return port;
}

function parse(args, { usage, ports }) {
  const names = Object.keys(ports);
  try {
    const options = names.map(name => [name, { type: 'string' }]);
    return parseArgs({ args, options: Object.fromEntries(options) }).values;
  } catch (error) {
    const all = names.map(name => `[--${name} N]`).join(' ');
    throw new Stop(`${error.message}\nUsage: ${usage} -- ${all}`);
  }
}

function requireDistinct(chosen) {
  const names = Object.keys(chosen);
  names.forEach((name, i) => {
    const same = names
      .slice(0, i)
      .find(other => chosen[other] === chosen[name]);
    if (same) {
      throw new Stop(
        `--${same} and --${name} must differ; both are ${chosen[name]}.`,
      );
    }
  });
}

/** The ports. `npm start --port 3001` without the `--` keeps the option to npm, which hands it on as a variable. */
export function readPorts(args, env = process.env, command = portalCommand) {
  const values = parse(args, command);
  const chosen = Object.fromEntries(
    Object.entries(command.ports).map(([name, usual]) => {
      const fromNpm = env[`npm_config_${name.replaceAll('-', '_')}`];
      const text = values[name] ?? fromNpm;
      return [name, text ? portOf(name, text) : usual];
    }),
  );
  requireDistinct(chosen);
  return Object.fromEntries(
    Object.entries(chosen).map(([name, port]) => [keyOf(name), port]),
  );
}

/** Throws, naming the port and a free one to take instead, when any port is in use. */
export async function requireFreePorts(ports, command = portalCommand) {
  const busy = [];
  const advice = [];
  const taken = Object.values(ports);
  for (const [name, usual] of Object.entries(command.ports)) {
    const wanted = ports[keyOf(name)];
    let offered = wanted;
    if (await isBusy(wanted)) {
      busy.push(wanted);
      offered = await nextFreePort(wanted, taken);
      taken.push(offered);
    }
    if (offered !== usual) {
      advice.push(`--${name} ${offered}`);
    }
  }
  if (busy.length > 0) {
    throw new Stop(
      `Port ${busy.join(' and port ')} ${
        busy.length > 1 ? 'are' : 'is'
      } in use by another program. Nothing was started.\n` +
        `Stop that program, or take other ports:\n\n  ${
          command.usage
        } -- ${advice.join(' ')}\n`,
    );
  }
}
