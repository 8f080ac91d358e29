import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../processes.mjs';
import { duration, say, Stop } from '../../say.mjs';
import { DAY_MS, dayOf, historyDays, historyPieces } from './historyPlan.mjs';
import { writeHistory } from './simulator.mjs';
import { forgetHistory, keepHistory, openHistory } from './storage.mjs';

/** Changes when the simulator's services do: what was written before is then written anew. */
const FORMAT = 1;

async function storePiece(file, { env, tools, folder }) {
  const code = await run(
    tools.promtool,
    [
      ...['tsdb', 'create-blocks-from', 'openmetrics'],
      // one pass over the file instead of one for every two hours
      ...['--quiet', '--max-block-duration=744h'],
      ...[file, join(folder, 'data')],
    ],
    { env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  rmSync(file, { force: true });
  if (code !== 0) {
    throw new Stop('promtool could not store the history; see above.');
  }
}

/** One piece is stored while the next is written. */
async function fillPieces(pieces, options) {
  const { env, folder, startedAtMs, instance } = options;
  let written;
  for (const [i, piece] of pieces.entries()) {
    const day = new Date(piece.fromMs).toISOString().slice(0, 10);
    say(`… history, piece ${i + 1} of ${pieces.length}: from ${day}`);
    const file = join(folder, `history-${i}.om`);
    await Promise.all([
      writeHistory(env, { ...piece, file, startedAtMs, instance }),
      written && storePiece(written, options),
    ]);
    written = file;
  }
  if (written) {
    await storePiece(written, options);
  }
}

/** Fills Prometheus' data folder with the demo's history; what an earlier start of the same day left is reused. */
export async function fillHistory(options) {
  const { env, folder, startedAtMs, instance } = options;
  const began = Date.now();
  const days = historyDays(env);
  const key = [FORMAT, dayOf(startedAtMs), days, instance].join(' ');
  const known = openHistory(folder, key);
  const fromMs = known ?? startedAtMs - days * DAY_MS;
  say(
    known
      ? '  History of an earlier start today is there; it is brought up to date.'
      : `  Filling Prometheus with ${days} days of history; later starts today reuse it.`,
  );
  forgetHistory(folder);
  await fillPieces(historyPieces(fromMs, began), options);
  // that took a while
  await fillPieces(historyPieces(Math.max(fromMs, began), Date.now()), options);
  keepHistory(folder, key);
  say(`  History is in place (${duration(Date.now() - began)}).`);
}
