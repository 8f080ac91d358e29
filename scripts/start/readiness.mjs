import { setTimeout as sleep } from 'node:timers/promises';
import { listens } from './ports.mjs';

async function answers(url) {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

function urls({ port, backendPort }) {
  return [
    `http://127.0.0.1:${port}/`,
    `http://127.0.0.1:${backendPort}/.backstage/health/v1/readiness`,
  ];
}

// Timers here do not keep the program alive: it ends with the portal.
const pause = ms => sleep(ms, undefined, { ref: false });

/** Resolves once both halves answer; `onWait` hears the seconds so far, every ten of them. */
export async function untilReady(ports, onWait) {
  const startedAt = Date.now();
  let told = 0;
  while (!(await Promise.all(urls(ports).map(answers))).every(Boolean)) {
    await pause(500);
    const seconds = Math.floor((Date.now() - startedAt) / 1000);
    if (seconds >= told + 10) {
      told = seconds;
      onWait(seconds);
    }
  }
}

/** Resolves once nothing listens on one of the ports for half a minute, which a restart after an edit never takes. */
export async function untilSilent({ port, backendPort }) {
  for (let misses = 0; misses < 6; ) {
    await pause(5_000);
    const held = await Promise.all([port, backendPort].map(listens));
    misses = held.every(Boolean) ? 0 : misses + 1;
  }
}
