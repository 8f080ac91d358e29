import { CounterReader } from './CounterReader';
import { InProcessCounterReader } from './InProcessCounterReader';
import { WorkerCounterReader } from './WorkerCounterReader';

/** By the package's own name, which leads to the source or to the built file, whichever is installed. */
function workerScript(): string {
  return require.resolve('@nthlayer/simulator/counterWorker');
}

/**
 * Starts a reader on a thread of its own, or, where a worker cannot load the script, one that works in small slices
 * on this thread.
 *
 * @public
 */
export async function startCounterReader(): Promise<CounterReader> {
  return (
    (await WorkerCounterReader.start(workerScript())) ??
    new InProcessCounterReader()
  );
}
