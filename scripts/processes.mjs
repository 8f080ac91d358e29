import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const running = new Set();
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Starts a program as the leader of its own process group, so that all it starts can be ended with it.
 * `ended` resolves with the exit code (128 + n is not told apart: a signal gives 1) and never rejects.
 */
export function launch(command, args, options = {}) {
  const { stopSignal = 'SIGTERM', ...spawnOptions } = options;
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...spawnOptions,
    detached: true,
  });
  const started = { child, stopSignal, ended: undefined };
  started.ended = new Promise(resolve => {
    child.once('error', error => {
      running.delete(started);
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.once('exit', code => resolve(code ?? 1));
  });
  running.add(started);
  return started;
}

/** Runs a program to its end, or to its time limit; returns its exit code. */
export async function run(command, args, { limitMs, ...options } = {}) {
  const started = launch(command, args, options);
  const timer = limitMs && setTimeout(() => stop(started), limitMs);
  const code = await started.ended;
  clearTimeout(timer);
  running.delete(started);
  return code;
}

function signalGroup(started, signal) {
  try {
    process.kill(-started.child.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Ends a program and its group: asks first, then kills what is left. */
export async function stop(started, graceMs = 8_000) {
  if (started.child.pid !== undefined) {
    signalGroup(started, started.stopSignal);
    await Promise.race([started.ended, sleep(graceMs)]);
    for (let waited = 0; waited < 1_000; waited += 100) {
      if (!signalGroup(started, 0)) {
        break;
      }
      await sleep(100);
    }
    signalGroup(started, 'SIGKILL');
  }
  running.delete(started);
}

/** Ends everything that is still running. */
export async function stopAll() {
  await Promise.all([...running].map(started => stop(started)));
}

/**
 * npm does not pass SIGTERM through its shell: when whoever called us is gone, that is the signal. Not so for a
 * command that was started directly, which may outlive its shell.
 */
function onOrphaned(leave) {
  const caller = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== caller) {
      clearInterval(timer);
      leave();
    }
  }, 500);
  timer.unref();
}

/** On Ctrl-C, a closed terminal or SIGTERM: end all that was started, then leave. A second signal kills. */
export function stopOnSignals(beforeStop = () => {}) {
  let stoppingSince;
  const leave = code => {
    if (stoppingSince !== undefined) {
      // one Ctrl-C may arrive twice, from the terminal and through npm
      if (Date.now() > stoppingSince + 1_000) {
        running.forEach(started => signalGroup(started, 'SIGKILL'));
      }
      return;
    }
    stoppingSince = Date.now();
    beforeStop();
    stopAll().finally(() => process.exit(code));
  };
  process.on('SIGHUP', () => leave(129));
  process.on('SIGINT', () => leave(130));
  process.on('SIGTERM', () => leave(143));
  if (process.env.npm_lifecycle_event) {
    onOrphaned(() => leave(143));
  }
}
