/** A task that never runs beside itself in this process, whatever its scheduler's time limits do; true if it ran. */
export function exclusively(
  task: (signal: AbortSignal) => Promise<void>,
): (signal: AbortSignal) => Promise<boolean> {
  let running = false;
  return async signal => {
    if (running) {
      return false;
    }
    running = true;
    try {
      await task(signal);
      return true;
    } finally {
      running = false;
    }
  };
}
