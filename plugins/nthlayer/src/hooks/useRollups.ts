import { useApi } from '@backstage/core-plugin-api';
import type {
  PortfolioFilterOptions,
  RollupPageDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import type { GroupKey } from './usePortfolioParameters';
import { Polled, usePolled } from './usePolled';
import { useStatusSignal } from './useStatusSignal';

const REFRESH_MS = 30_000;

/** What services come to together, refreshed. */
export function useRollups(
  by: GroupKey,
  filter: PortfolioFilterOptions,
): Polled<RollupPageDto> {
  const api = useApi(nthlayerApiRef);
  return usePolled({
    key: JSON.stringify([by, filter]),
    load: () => api.listRollups({ ...filter, by }),
    refreshOn: useStatusSignal(),
    intervalMs: () => REFRESH_MS,
  });
}
