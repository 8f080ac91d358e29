import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, run, stop } from '../processes.mjs';
import { freePort } from '../start/ports.mjs';
import { postgresFolder } from './systemParts.mjs';

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

function idOf(flag, user) {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}

/** PostgreSQL refuses to run as root: there it runs as nobody. */
function runAs() {
  return process.getuid() === 0
    ? { uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') }
    : {};
}

function majorOf(programs) {
  const text = execFileSync(join(programs, 'postgres'), ['--version'], {
    encoding: 'utf8',
  });
  return /(\d+)/.exec(text)[1];
}

async function untilReady(programs, port, server) {
  let ended = false;
  server.ended.then(() => {
    ended = true;
  });
  for (let tries = 0; tries < 300 && !ended; tries += 1) {
    const probe = ['-q', '-h', '127.0.0.1', '-p', String(port)];
    if (spawnSync(join(programs, 'pg_isready'), probe).status === 0) {
      return true;
    }
    await sleep(200);
  }
  return false;
}

const quick = ['fsync=off', 'full_page_writes=off', 'max_connections=300'];

/** Starts an empty PostgreSQL on a free loopback port; undefined where it is not installed. */
export async function startPostgres() {
  const programs = postgresFolder();
  if (!programs) {
    return undefined;
  }
  const user = runAs();
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-postgres-'));
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid);
  }
  const options = { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] };
  const data = join(folder, 'data');
  const port = await freePort();
  await run(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-locale',
      '--no-sync',
    ],
    options,
  );
  const server = launch(
    join(programs, 'postgres'),
    [
      ...['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)],
      ...quick.flatMap(setting => ['-c', setting]),
      ...['-c', 'log_min_messages=fatal'],
    ],
    // SIGINT is PostgreSQL's "fast shutdown"; SIGTERM would wait for clients to leave.
    { ...options, stdio: 'ignore', stopSignal: 'SIGINT' },
  );
  const close = async () => {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await untilReady(programs, port, server))) {
    await close();
    throw new Error('PostgreSQL did not start');
  }
  return {
    env: {
      [`BACKSTAGE_TEST_DATABASE_POSTGRES${majorOf(
        programs,
      )}_CONNECTION_STRING`]: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    },
    close,
  };
}
