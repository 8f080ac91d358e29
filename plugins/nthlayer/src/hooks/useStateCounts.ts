import { useApi } from '@backstage/core-plugin-api';
import type {
  NthlayerApi,
  PortfolioFilterOptions,
} from '@nthlayer/backstage-plugin-nthlayer-common';
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
      const counts = STATES.map(state => countServices(api, others, state));
      return Object.fromEntries(await Promise.all(counts));
    },
    refreshOn: useStatusSignal(),
    intervalMs: () => REFRESH_MS,
  });
}

/** The counts of a roll-up are of SLOs; the services of a state are those that its filter leaves. */
async function countServices(
  api: NthlayerApi,
  filter: PortfolioFilterOptions,
  state: BudgetStateDto,
): Promise<readonly [BudgetStateDto, number]> {
  const { items } = await api.listRollups({ ...filter, state, by: 'tier' });
  return [state, items.reduce((sum, { services }) => sum + services, 0)];
}
