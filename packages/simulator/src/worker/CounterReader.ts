import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { CounterRequest } from './messages';

/**
 * Reads counters without getting in the way of other work.
 *
 * @public
 */
export interface CounterReader {
  /** Where it works: on a thread of its own, or in small slices on this one. */
  readonly mode: 'worker' | 'in-process';
  /**
   * Samples as of `Simulation.counters`. Rejects with a RangeError's message for a profile that makes no sense, and
   * with the signal's reason once that is aborted.
   */
  counters(
    request: CounterRequest,
    options?: { readonly signal?: AbortSignal },
  ): Promise<CounterSamples[]>;
  /** Ends the thread, if there is one; what is still asked for is rejected. */
  close(): Promise<void>;
}
