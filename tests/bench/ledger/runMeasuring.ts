import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The other side of `measureApart`: measures with the options given, on a new file, and writes what comes of it. */
export function runMeasuring<O>(
  measure: (options: O, file: string) => Promise<object>,
): void {
  run(measure).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 2;
  });
}

async function run<O>(
  measure: (options: O, file: string) => Promise<object>,
): Promise<void> {
  const options: O = JSON.parse(process.argv[2]);
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-bench-'));
  try {
    const figures = await measure(options, join(folder, 'ledger.sqlite'));
    process.stdout.write(JSON.stringify(figures));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
