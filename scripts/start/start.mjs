import { stop } from '../processes.mjs';
import { duration, say, Stop } from '../say.mjs';
import { prepare } from '../setup/prepare.mjs';
import { readPorts, requireFreePorts } from './options.mjs';
import { startPortal } from './portal.mjs';
import { untilReady, untilSilent } from './readiness.mjs';

const longestStartMs = 10 * 60_000;

function after(ms, message) {
  return new Promise(resolve => {
    setTimeout(() => resolve(message), ms).unref();
  });
}

async function watch(parts, ports, startedAt) {
  const ended = Promise.race(
    parts.map(async part => {
      const code = await part.ended;
      return `The ${part.name} ended (exit code ${code}), so the portal was stopped. Its last lines are above.`;
    }),
  );
  const ready = untilReady(ports, seconds => say(`… starting, ${seconds} s`));
  const failure = await Promise.race([
    ended,
    ready.then(() => undefined),
    after(
      longestStartMs,
      'The portal did not answer within ten minutes, so it was stopped.',
    ),
  ]);
  if (failure) {
    return failure;
  }
  say();
  say(
    `  NthLayer is ready at http://localhost:${ports.port} (${duration(
      Date.now() - startedAt,
    )})`,
  );
  say('  Choose "Enter" to sign in as a guest. Ctrl-C ends everything.');
  say();
  return Promise.race([
    ended,
    untilSilent(ports).then(
      () => 'The portal stopped answering, so it was ended.',
    ),
  ]);
}

/** Sets up and runs the demo portal until a half of it ends. */
export async function start(args) {
  const startedAt = Date.now();
  const ports = readPorts(args);
  say('NthLayer for Backstage: starting the demo portal');
  await requireFreePorts(ports);
  const env = await prepare();
  await requireFreePorts(ports);
  const parts = startPortal(env, ports);
  const failure = await watch(parts, ports, startedAt);
  await Promise.all(parts.map(part => stop(part)));
  throw new Stop(failure);
}
