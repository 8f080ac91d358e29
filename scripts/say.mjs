/** Prints one line at once. */
export function say(text = '', stream = process.stdout) {
  stream.write(`${text}\n`);
}

/** What the person can mend: printed without a stack trace, and ends the command. */
export class Stop extends Error {}

/** `12.3 s`, `4 min 05 s` */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const rest = Math.floor(seconds % 60);
  return `${Math.floor(seconds / 60)} min ${String(rest).padStart(2, '0')} s`;
}
