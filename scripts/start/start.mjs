import { setTimeout as sleep } from 'node:timers/promises';
import { stop } from '../processes.mjs';
import { duration, say, Stop } from '../say.mjs';
import { prepare } from '../setup/prepare.mjs';
import { readPorts, requireFreePorts } from './options.mjs';
import { startPortal } from './portal.mjs';
import { untilReady, untilSilent } from './readiness.mjs';

const longestStartMs = 10 * 60_000;

async function firstToEnd(parts) {
  const name = await Promise.race(
    parts.map(part => part.ended.then(() => part.name)),
  );
  return `The ${name} ended, so the portal was stopped. Its last lines are above.`;
}

async function tooLate() {
  await sleep(longestStartMs, undefined, { ref: false });
  return 'The portal did not answer within ten minutes, so it was stopped.';
}

async function silent(ports) {
  await untilSilent(ports);
  return 'The portal stopped answering, so it was ended.';
}

/** Waits for the portal to come up and for any part of it to end again; gives the reason. */
export async function watch(parts, ports, startedAt) {
  const ended = firstToEnd(parts);
  const ready = untilReady(ports, seconds => say(`… starting, ${seconds} s`));
  const failure = await Promise.race([
    ended,
    ready.then(() => undefined),
    tooLate(),
  ]);
  if (failure) {
    return failure;
  }
  const took = duration(Date.now() - startedAt);
  say(`\n  NthLayer is ready at http://localhost:${ports.port} (${took})`);
  say('  Choose "Enter" to sign in as a guest. Ctrl-C ends everything.\n');
  return Promise.race([ended, silent(ports)]);
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
  const reason = await watch(parts, ports, startedAt);
  await Promise.all(parts.map(part => stop(part)));
  throw new Stop(reason);
}
