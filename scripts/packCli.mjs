// Writes the command line into a new folder as a package of its own, with all that it needs in one file, and prints the
// path of the folder: that starts in less than half the time that its sources take.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './root.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nthlayer-packed-'));
const from = join(root, 'packages', 'cli');
const { name, version, publishConfig } = JSON.parse(
  readFileSync(join(from, 'package.json'), 'utf8'),
);

buildSync({
  entryPoints: [join(from, 'src', 'index.ts')],
  outfile: join(folder, publishConfig.main),
  bundle: true,
  platform: 'node',
  // a thread for large answers, which is not needed where there is none
  logOverride: { 'require-resolve-not-external': 'silent' },
  logLevel: 'warning',
});
cpSync(join(from, 'bin'), join(folder, 'bin'), { recursive: true });
writeFileSync(
  join(folder, 'package.json'),
  JSON.stringify({ name, version, main: publishConfig.main }),
);
process.stdout.write(folder);
