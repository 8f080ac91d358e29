import { useApi } from '@backstage/core-plugin-api';
import type {
  ServiceTarget,
  SloHistoryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import { targetKey } from './targetKey';
import { Polled, usePolled } from './usePolled';

const REFRESH_MS = 60_000;
const LOADING_HISTORY_MS = 10_000;

/** How an SLO's budget was spent; refreshed faster while older history is still being loaded. */
export function useSloHistory(
  target: ServiceTarget,
  slo: string,
  options: { readonly loadingHistory: boolean },
): Polled<SloHistoryDto> {
  const api = useApi(nthlayerApiRef);
  return usePolled({
    key: `${targetKey(target)} ${slo}`,
    load: () => api.getSloHistory(target, slo),
    intervalMs: () =>
      options.loadingHistory ? LOADING_HISTORY_MS : REFRESH_MS,
  });
}
