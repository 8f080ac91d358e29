import { useApi } from '@backstage/core-plugin-api';
import type {
  ServiceTarget,
  SloHistoryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import { isLoadingHistory, SloRow } from '../views';
import { targetKey } from './targetKey';
import { Polled, usePolled } from './usePolled';

const REFRESH_MS = 60_000;
const LOADING_HISTORY_MS = 10_000;

/** How a budget was spent; refreshed faster while older history is still being loaded. */
export function useSloHistory(
  target: ServiceTarget,
  { id, slo, labels }: SloRow,
): Polled<SloHistoryDto> {
  const api = useApi(nthlayerApiRef);
  return usePolled({
    key: `${targetKey(target)} ${id}`,
    load: () =>
      api.getSloHistory(target, slo.name, {
        group: slo.groups.length > 0 ? labels : undefined,
      }),
    intervalMs: () => (isLoadingHistory(slo) ? LOADING_HISTORY_MS : REFRESH_MS),
  });
}
