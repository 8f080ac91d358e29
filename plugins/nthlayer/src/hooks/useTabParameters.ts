import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What is chosen in the tab, kept in its address so that a view can be shared. */
export interface TabParameters {
  readonly environment?: string;
  /** Id of a row. */
  readonly slo?: string;
  /** Without a value the choice is the tab's again. */
  choose(key: 'environment' | 'slo', value: string | undefined): void;
}

/** Reads and writes the choices in the query of the address; other parameters stay. */
export function useTabParameters(): TabParameters {
  const [parameters, setParameters] = useSearchParams();
  const choose = useCallback<TabParameters['choose']>(
    (key, value) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          if (value === undefined) {
            next.delete(key);
          } else {
            next.set(key, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return {
    environment: parameters.get('environment') ?? undefined,
    slo: parameters.get('slo') ?? undefined,
    choose,
  };
}
