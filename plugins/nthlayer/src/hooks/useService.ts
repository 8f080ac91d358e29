import { useApi } from '@backstage/core-plugin-api';
import type {
  ServiceDto,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import { isLoadingHistory } from '../views';
import { targetKey } from './targetKey';
import { useStatusSignal } from './useStatusSignal';
import { Polled, usePolled } from './usePolled';

const REFRESH_MS = 30_000;
const LOADING_HISTORY_MS = 5_000;
const COMPILING_MS = 3_000;

/** One service with its statuses, refreshed; sooner while it is compiled or its history is loaded. */
export function useService(target: ServiceTarget): Polled<ServiceDto> {
  const api = useApi(nthlayerApiRef);
  return usePolled({
    key: targetKey(target),
    load: () => api.getService(target),
    refreshOn: useStatusSignal(),
    intervalMs: serviceInterval,
  });
}

export function serviceInterval(service: ServiceDto | undefined): number {
  if (service?.state === 'not-set-up') {
    return service.reason === 'pending' ? COMPILING_MS : REFRESH_MS;
  }
  return service?.slos.some(isLoadingHistory) ? LOADING_HISTORY_MS : REFRESH_MS;
}
