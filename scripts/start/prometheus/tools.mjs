import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Stop } from '../../say.mjs';

const names = ['prometheus', 'promtool'];

function find(name, path) {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map(folder => join(folder, name))
    .find(file => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Where Prometheus' programs are; throws, saying what to install, when one is missing. */
export function findTools(path = process.env.PATH ?? '') {
  const found = names.map(name => [name, find(name, path)]);
  const missing = found.filter(([, file]) => !file).map(([name]) => name);
  if (missing.length > 0) {
    throw new Stop(
      `${missing.join(' and ')} not found on PATH. Nothing was started.\n` +
        'Prometheus comes with both: install it with "apt-get install prometheus" (Debian, Ubuntu) or\n' +
        '"brew install prometheus" (macOS), or unpack it from https://prometheus.io/download/ and add its folder\n' +
        'to PATH. The demo without it: npm start',
    );
  }
  return Object.fromEntries(found);
}
