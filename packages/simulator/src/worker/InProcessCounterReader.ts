import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { CounterReader } from './CounterReader';
import { CounterRequest } from './messages';
import { simulationCache } from './simulationCache';

/** Works in slices of about a millisecond, one a turn of the event loop. */
export class InProcessCounterReader implements CounterReader {
  readonly mode = 'in-process';
  private readonly simulationOf = simulationCache();

  async counters(
    request: CounterRequest,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<CounterSamples[]> {
    const simulation = this.simulationOf(request.service, request.seed);
    return simulation.countersAsync(request.metric, request.range, {
      ...request.options,
      ...options,
    });
  }

  async close(): Promise<void> {}
}
