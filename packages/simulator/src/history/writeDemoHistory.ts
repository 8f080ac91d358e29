import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { SECOND_MS } from '../profile/durations';
import { demoHistory } from './demoHistory';

function timeOf(name: string, text: string | undefined): number {
  const timeMs = Date.parse(text ?? '');
  if (Number.isNaN(timeMs)) {
    throw new RangeError(`--${name} is no time: ${text}`);
  }
  return timeMs;
}

/**
 * Writes the history of the demo's services to a file. Reads `--out`, `--from`, `--to` and `--started-at` (times in ISO
 * 8601), `--seed` (default 1), `--interval` in seconds (default 15) and `--instance` (default 127.0.0.1:9464).
 *
 * Rejects on arguments that it does not know, and when the file cannot be written.
 */
export async function writeDemoHistory(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'started-at': { type: 'string' },
      seed: { type: 'string', default: '1' },
      interval: { type: 'string', default: '15' },
      instance: { type: 'string', default: '127.0.0.1:9464' },
    },
  });
  if (!values.out) {
    throw new RangeError('--out is missing');
  }
  const history = demoHistory({
    startedAtMs: timeOf('started-at', values['started-at']),
    seed: Number(values.seed),
    range: {
      fromMs: timeOf('from', values.from),
      toMs: timeOf('to', values.to),
    },
    scrapeIntervalMs: Number(values.interval) * SECOND_MS,
    instance: values.instance,
  });
  await pipeline(Readable.from(history), createWriteStream(values.out));
}
