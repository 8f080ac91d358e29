const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

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

/** Resolves once both halves answer; `onWait` hears the seconds so far, every ten of them. */
export async function untilReady(ports, onWait) {
  const startedAt = Date.now();
  let told = 0;
  while (!(await Promise.all(urls(ports).map(answers))).every(Boolean)) {
    await sleep(500);
    const seconds = Math.floor((Date.now() - startedAt) / 1000);
    if (seconds >= told + 10) {
      told = seconds;
      onWait(seconds);
    }
  }
}

/** Resolves once a half has not answered for half a minute, which a restart after an edit never takes. */
export async function untilSilent(ports) {
  for (let misses = 0; misses < 6; ) {
    await sleep(5_000);
    const ready = await Promise.all(urls(ports).map(answers));
    misses = ready.every(Boolean) ? 0 : misses + 1;
  }
}
