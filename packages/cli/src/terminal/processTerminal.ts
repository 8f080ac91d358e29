import { Terminal } from './Terminal';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    interruption() {
      const interruption = new AbortController();
      for (const signal of SIGNALS) {
        process.once(signal, () => interruption.abort());
      }
      return interruption.signal;
    },
  };
}
