import { useApi } from '@backstage/core-plugin-api';
import type { PortfolioFilterOptions } from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import { BudgetStateDto, STATES } from '../views';
import { Polled, usePolled } from './usePolled';
import { useStatusSignal } from './useStatusSignal';

const REFRESH_MS = 30_000;

/** How many services are in which state. */
export type StateCounts = Readonly<Partial<Record<BudgetStateDto, number>>>;

/** Counts the services of every state, whichever of the states is chosen. */
export function useStateCounts(
  filter: PortfolioFilterOptions,
): Polled<StateCounts> {
  const api = useApi(nthlayerApiRef);
  const others = { ...filter, state: undefined };
  return usePolled({
    key: JSON.stringify(others),
    load: async () => {
      const { items } = await api.listRollups({ ...others, by: 'state' });
      const found = new Map(items.map(({ key, services }) => [key, services]));
      return Object.fromEntries(
        STATES.map(state => [state, found.get(state) ?? 0]),
      );
    },
    refreshOn: useStatusSignal(),
    intervalMs: () => REFRESH_MS,
  });
}
