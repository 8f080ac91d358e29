// Throughput and peak memory of `nthlayer generate`: npm run exec -- yarn workspace @nthlayer/cli bench [COUNT …]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/nthlayer', import.meta.url));
const reportPeak = fileURLToPath(new URL('reportPeak.cjs', import.meta.url));
const tiers = ['critical', 'high', 'standard', 'low'];
const types = ['service', 'worker', 'stream', 'website'];

const entity = i => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: service-${i}
  title: Service ${i}
  annotations:
    nthlayer.dev/tier: ${tiers[i % tiers.length]}
spec:
  type: ${types[i % types.length]}
  lifecycle: production
  owner: group:team-${i % 50}
`;

/** One file with all entities, and as many files as there are entities. */
function writeEntities(folder, count) {
  const all = Array.from({ length: count }, (_, i) => entity(i));
  mkdirSync(join(folder, 'one'));
  writeFileSync(join(folder, 'one', 'catalog-info.yaml'), all.join('---\n'));
  all.forEach((content, i) => {
    const path = join(folder, 'many', String(i));
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'catalog-info.yaml'), content);
  });
}

async function generate(folder, input) {
  const args = [
    '--require',
    reportPeak,
    bin,
    'generate',
    input,
    '--out',
    'out',
  ];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [output, peakKb] = await Promise.all([
    text(child.stdout),
    text(child.stdio[3]),
    once(child, 'exit'),
  ]);
  return `${output.trim()}; ${Math.round(Number(peakKb) / 1024)} MB at most`;
}

const counts = process.argv.slice(2).map(Number);
for (const count of counts.length > 0 ? counts : [1000, 5000]) {
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-bench-'));
  try {
    writeEntities(folder, count);
    for (const input of ['one', 'many']) {
      for (const run of ['first', 'again']) {
        const result = await generate(folder, input);
        process.stdout.write(`${input} ${run}: ${result}\n`);
      }
      rmSync(join(folder, 'out'), { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
