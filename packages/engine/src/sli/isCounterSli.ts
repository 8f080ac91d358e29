import { CounterSli, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Whether an SLI counts events by counters, so that raw samples can be counted too.
 *
 * @public
 */
export function isCounterSli(sli: Sli): sli is CounterSli {
  return sli.kind === 'ratio' || sli.kind === 'latency';
}
