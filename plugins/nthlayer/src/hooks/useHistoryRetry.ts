import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  nthlayerSloBackfillPermission,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { useState } from 'react';
import { nthlayerApiRef } from '../api';

/** Has history that was given up read again. */
export interface HistoryRetry {
  readonly ask: () => Promise<void>;
  readonly isAsking: boolean;
  /** Why it could not be asked for. */
  readonly error?: Error;
}

/** Undefined for those who may not. `onAsked` is told once it will be read. */
export function useHistoryRetry(
  target: ServiceTarget,
  onAsked: () => void,
): HistoryRetry | undefined {
  const api = useApi(nthlayerApiRef);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<Error>();
  const { allowed } = usePermission({
    permission: nthlayerSloBackfillPermission,
    resourceRef: stringifyEntityRef(target),
  });

  async function ask() {
    setAsking(true);
    setError(undefined);
    try {
      await api.retryBackfill(target);
      onAsked();
    } catch (reason) {
      setError(toError(reason));
    } finally {
      setAsking(false);
    }
  }

  return allowed ? { ask, isAsking, error } : undefined;
}
