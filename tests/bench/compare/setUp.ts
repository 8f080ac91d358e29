import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { markdownTable } from './markdownTable';

const run = promisify(execFile);

/** What results were made with. */
export async function setUpTable(options: {
  readonly days: number;
  readonly seeds: number;
}): Promise<string> {
  const { stdout, stderr } = await run('prometheus', ['--version']);
  const [, version] = /version (\S+)/.exec(stdout + stderr) ?? [];
  return markdownTable(
    ['Part', 'Set-up'],
    [
      ['Prometheus and promtool', version ?? 'unknown'],
      ['Length of the traces and of the window', `${options.days} days`],
      ['Objective', '99.9 %'],
      ['Scrape interval', '60 s; 30 s where there are bursts'],
      ['Rules are evaluated', 'every minute, as their groups say'],
      ['Services in the measurement of false pages', `${options.seeds} a row`],
    ],
  );
}
