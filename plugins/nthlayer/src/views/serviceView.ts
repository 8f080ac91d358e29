import type {
  ReadyServiceDto,
  ServiceDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import type { Polled } from '../hooks';
import { refreshFailure } from './refreshFailure';
import { staleReasons } from './staleReasons';
import type { View } from './view';

/** What the tab shows for a service. */
export function serviceView(polled: Polled<ServiceDto>): View<ReadyServiceDto> {
  const { value, error, retry } = polled;
  if (!value) {
    return error ? { state: 'error', error, retry } : { state: 'loading' };
  }
  if (value.state === 'not-set-up') {
    return { state: 'not-set-up', service: value };
  }
  return {
    state: 'ready',
    value,
    stale: [...refreshFailure(error), ...staleReasons(value)],
  };
}
