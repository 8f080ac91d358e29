import type { PortfolioFilterOptions } from '@nthlayer/backstage-plugin-nthlayer-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { STATES, TIERS } from '../views';

/** What services can be put together by. */
export type GroupKey = 'owner' | 'system' | 'domain' | 'tier';

export const GROUP_KEYS: readonly GroupKey[] = [
  'owner',
  'system',
  'domain',
  'tier',
];

const FILTERS = [
  'environment',
  'owner',
  'system',
  'domain',
  'tier',
  'state',
  'text',
] as const;

/** A choice of the page, by its name in the address. */
export type PortfolioParameter = (typeof FILTERS)[number] | 'by';

/** Without a value a choice is no longer made. */
export type ChoosePortfolio = (
  changes: Readonly<Partial<Record<PortfolioParameter, string | undefined>>>,
) => void;

/** The choices of the page, kept in its address so that a view can be shared. */
export interface PortfolioParameters {
  readonly filter: PortfolioFilterOptions;
  readonly by?: GroupKey;
  readonly choose: ChoosePortfolio;
  readonly clear: () => void;
}

/** Reads and writes the choices in the query of the address; other parameters stay. */
export function usePortfolioParameters(): PortfolioParameters {
  const [parameters, setParameters] = useSearchParams();
  const choose = useCallback<ChoosePortfolio>(
    changes =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries(changes)) {
            next.delete(name);
            if (value) next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  const clear = useCallback(
    () => choose(Object.fromEntries(FILTERS.map(name => [name, undefined]))),
    [choose],
  );
  const read = (name: PortfolioParameter) => parameters.get(name) ?? undefined;
  return {
    filter: {
      environment: read('environment'),
      owner: read('owner'),
      system: read('system'),
      domain: read('domain'),
      tier: oneOf(TIERS, read('tier')),
      state: oneOf(STATES, read('state')),
      text: read('text'),
    },
    by: oneOf(GROUP_KEYS, read('by')),
    choose,
    clear,
  };
}

function oneOf<T extends string>(
  known: readonly T[],
  value: string | undefined,
): T | undefined {
  return known.find(each => each === value);
}
