import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CounterServer, KINDS } from './CounterServer';

const SOURCES = join(__dirname, '../../../scripts/sources.cjs');

/** Runs a script of this folder in a process of its own, so that what the server costs is not counted. */
export async function measureApart<F>(
  script: string,
  options: { readonly slos: number },
): Promise<F> {
  const server = await CounterServer.start(options.slos / KINDS.length);
  try {
    return await runApart(script, { ...options, url: server.url });
  } finally {
    await server.close();
  }
}

/** The same with a server that there is. */
export async function runApart<F>(script: string, options: object): Promise<F> {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--no-warnings',
      '--require',
      SOURCES,
      join(__dirname, script),
      JSON.stringify(options),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', part => {
    text += part;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code =>
      code === 0 ? resolve() : reject(new Error(`Measuring ended: ${code}`)),
    );
  });
  return JSON.parse(text);
}
