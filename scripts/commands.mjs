import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { say, Stop } from './say.mjs';
import { root } from './root.mjs';
import { stopAll, stopOnSignals } from './processes.mjs';
import { withRegistry } from './setup/environment.mjs';
import { prepare } from './setup/prepare.mjs';

const help = `Usage: node scripts/run.mjs COMMAND

  start [--port N] [--backend-port N]   the demo portal, at http://localhost:3000
  start:prometheus [--prometheus-port N] [--simulator-port N] …
                                        the same on a real Prometheus, which is found on PATH
  test                                  everything that CI runs
  nthlayer …                            the command line of NthLayer, from its sources
  compare [--parts a,b] [--days N] …    the generated rules beside others, on a real Prometheus; minutes
  bench [--parts a,b]                   what it costs to read specs, to generate rules, to keep budgets and to
                                        list them; parts: generation, reading, ledger, heap, portfolio; minutes
  fuzz [--runs N] [--seed N]            reads spec files that are changed at random, and shows what goes wrong
  exec COMMAND …                        any command with the right Node and the workspace's programs
  install                               only the set-up that the others do by themselves`;

/** Gives the terminal to the command: signals reach it directly, and its exit code is ours. */
async function handOver(program, args, env) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
    process.on(signal, () => {});
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: process.env.INIT_CWD ?? root,
      env,
      stdio: 'inherit',
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', error =>
      reject(new Stop(`${program}: ${error.message}`)),
    );
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal]),
    );
  });
}

async function exec([program, ...args]) {
  if (!program) {
    throw new Stop(
      'Nothing to run. Example: npm run exec -- backstage-cli repo lint',
    );
  }
  return handOver(program, args, withRegistry(await prepare()));
}

const nthlayerBin = join(root, 'packages', 'cli', 'bin', 'nthlayer');

/** Standard output is the program's alone; exit code 1 means findings, so that our own failures are 2. */
async function nthlayer(args) {
  try {
    const env = await prepare(process.stderr);
    return await handOver('node', [nthlayerBin, ...args], env);
  } catch (error) {
    if (error instanceof Stop) {
      say(error.message, process.stderr);
      return 2;
    }
    throw error;
  }
}

/** Measurements and the like: TypeScript of `tests`. */
async function runTest(file, args) {
  const sources = join(root, 'scripts', 'sources.cjs');
  const path = join(root, 'tests', file);
  const env = await prepare(process.stderr);
  return handOver('node', ['--require', sources, path, ...args], env);
}

const commands = {
  exec,
  nthlayer,
  install: async () => {
    await prepare();
    say('Everything is installed.');
    return 0;
  },
  start: async args => (await import('./start/start.mjs')).start(args),
  'start:prometheus': async args =>
    (await import('./start/prometheus/start.mjs')).start(args),
  compare: args => runTest('bench/compare.ts', args),
  bench: args => runTest('bench/bench.ts', args),
  fuzz: args => runTest('hostile/fuzz.ts', args),
  test: async () => (await import('./ci/test.mjs')).test(),
};

/** Runs one command and returns the exit code. */
export async function runCommand(name, args) {
  if (!Object.hasOwn(commands, name)) {
    say(help);
    return name === 'help' ? 0 : 2;
  }
  stopOnSignals(() => say('\nStopping …'));
  try {
    return await commands[name](args);
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof Stop ? error.message : error.stack}\n`,
    );
    return 1;
  } finally {
    await stopAll();
  }
}
