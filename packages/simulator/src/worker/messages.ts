import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SimulatedService } from '../profile/SimulatedService';
import { CounterOptions, TimeRange } from '../Simulation';

/**
 * What a counter reader can be asked. Plain data: it travels to another thread.
 *
 * @public
 */
export interface CounterRequest {
  readonly service: SimulatedService;
  readonly seed: number;
  readonly metric: string;
  readonly range: TimeRange;
  readonly options?: CounterOptions;
}

export interface WorkerRequest extends CounterRequest {
  readonly id: number;
}

export type WorkerReply =
  | { readonly ready: true }
  | { readonly id: number; readonly samples: CounterSamples[] }
  | { readonly id: number; readonly error: string };
