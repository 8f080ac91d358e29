import { parseArgs } from 'node:util';
import { demoDependencies } from '../demo/demoDependencies';
import { demoServices } from '../demo/demoServices';
import { SimulatorServer, startSimulatorServer } from './startSimulatorServer';

/**
 * Serves the demo's services and what they depend on at the present time. Reads `--port` (default 9464), `--seed`
 * (default 1) and `--started-at`, a time in ISO 8601 on the day that the demo's incidents are told from (default: now).
 * Rejects on arguments that it does not know and when the port is taken.
 *
 * @public
 */
export async function serveDemo(
  args: readonly string[],
): Promise<SimulatorServer> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '9464' },
      seed: { type: 'string', default: '1' },
      'started-at': { type: 'string' },
    },
  });
  const port = Number(values.port);
  const seed = Number(values.seed);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`Not a port: ${values.port}`);
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`Not a whole number: ${values.seed}`);
  }
  const startedAt = values['started-at'];
  const startedAtMs =
    startedAt === undefined ? Date.now() : Date.parse(startedAt);
  if (Number.isNaN(startedAtMs)) {
    throw new RangeError(`Not a time: ${startedAt}`);
  }
  return startSimulatorServer({
    services: demoServices({ startedAtMs }),
    dependencies: demoDependencies,
    seed,
    port,
    now: Date.now,
  });
}
