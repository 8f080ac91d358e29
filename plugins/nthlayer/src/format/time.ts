/** A moment in the reader's own time zone, to the minute. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A day in the reader's own time zone. */
export function formatDay(timeMs: number): string {
  return new Date(timeMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
  });
}
