import { launch, run } from '../../processes.mjs';
import { Stop } from '../../say.mjs';

/** The simulator's sources are run as they are. */
const loader = ['--require', '@backstage/cli/config/nodeTransform.cjs'];

/** Milliseconds since the epoch in ISO 8601. */
const iso = timeMs => new Date(timeMs).toISOString();

/** Writes what a scraper would have stored of the demo to a file. */
export async function writeHistory(
  env,
  { file, startedAtMs, fromMs, toMs, intervalS, instance },
) {
  const code = await run(
    'node',
    [
      ...loader,
      'packages/simulator/src/history.ts',
      ...['--out', file, '--started-at', iso(startedAtMs)],
      ...['--from', iso(fromMs), '--to', iso(toMs)],
      ...['--interval', String(intervalS), '--instance', instance],
    ],
    { env },
  );
  if (code !== 0) {
    throw new Stop('The simulator could not write history; see above.');
  }
}

/** Serves the demo's pages. */
export function startSimulator(env, { port, startedAtMs }) {
  const args = ['--port', String(port), '--started-at', iso(startedAtMs)];
  const started = launch(
    'node',
    [...loader, 'packages/simulator/src/serve.ts', ...args],
    { env },
  );
  return Object.assign(started, { name: 'simulator' });
}
