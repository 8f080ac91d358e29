import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from '../processes.mjs';
import { say } from '../say.mjs';
import { failedStep, passedStep, result, sumResults } from './result.mjs';

const postgresHome = '/usr/lib/postgresql';

function findProgram(name, folders) {
  return folders
    .map(folder => join(folder, name))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function onPath(name) {
  return findProgram(name, (process.env.PATH ?? '').split(delimiter));
}

/** The folder of PostgreSQL's programs, newest first; undefined when it is not installed. */
export function postgresFolder() {
  const packaged = existsSync(postgresHome)
    ? readdirSync(postgresHome)
        .sort((a, b) => Number(b) - Number(a))
        .map(version => join(postgresHome, version, 'bin'))
    : [];
  const found = findProgram('initdb', packaged) ?? onPath('initdb');
  return found && dirname(found);
}

const parts = [
  {
    name: 'Chromium',
    aptPackage: 'chromium',
    present: () => Boolean(onPath('chromium')),
    needs: 'the browser tests',
  },
  {
    name: 'Prometheus (server and promtool)',
    aptPackage: 'prometheus',
    present: () => Boolean(onPath('prometheus') && onPath('promtool')),
    needs: 'the tests against a real Prometheus',
  },
  {
    name: 'Alertmanager (server and amtool)',
    aptPackage: 'prometheus-alertmanager',
    present: () =>
      Boolean(onPath('prometheus-alertmanager') && onPath('amtool')),
    needs: 'the tests against a real Alertmanager',
  },
  {
    name: 'VictoriaMetrics',
    aptPackage: 'victoria-metrics',
    present: () => Boolean(onPath('victoria-metrics')),
    needs: 'the tests against a real VictoriaMetrics',
    // not every release of Debian and Ubuntu has it
    optional: true,
  },
  {
    name: 'PostgreSQL',
    aptPackage: 'postgresql',
    present: () => postgresFolder() !== undefined,
    needs: 'the tests against PostgreSQL',
  },
];

function canInstall() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/debian_version') &&
    Boolean(onPath('apt-get'))
  );
}

/** One by one, so that a package that this system does not have keeps no other from being installed. */
async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`Installing with apt: ${packages.join(', ')}`);
  await run('apt-get', ['update', '-q'], { env });
  for (const name of packages) {
    const options = ['-y', '-q', '--no-install-recommends'];
    const code = await run('apt-get', ['install', ...options, name], { env });
    if (code !== 0) {
      say(`apt-get could not install ${name} (exit code ${code})`);
    }
  }
}

/** Installs what is missing where that is possible; what stays missing is skipped, and fails in CI. */
export async function provideSystemParts() {
  const missing = parts.filter(part => !part.present());
  if (missing.length > 0 && canInstall()) {
    await aptInstall(missing.map(part => part.aptPackage));
  }
  return sumResults(
    parts.map(part => {
      if (part.present()) {
        return passedStep();
      }
      const note = `${part.name} is not installed: ${part.needs} cannot run`;
      say(note);
      return process.env.CI && !part.optional
        ? failedStep(note)
        : result({ skipped: 1 });
    }),
  );
}
