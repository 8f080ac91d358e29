import { useSignal } from '@backstage/plugin-signals-react';
import { NTHLAYER_STATUS_CHANNEL } from '@nthlayer/backstage-plugin-nthlayer-common';
import { useEffect, useState } from 'react';

/** Many pages hear the same signal; they do not all ask at the same moment. */
const SPREAD_MS = 1_500;

/**
 * Changes when there are new statuses, as far as the portal has signals; without them pages are refreshed in their usual
 * time.
 */
export function useStatusSignal(): number | undefined {
  const { lastSignal } = useSignal<{ evaluatedAtMs: number }>(
    NTHLAYER_STATUS_CHANNEL,
  );
  const evaluatedAtMs = lastSignal?.evaluatedAtMs;
  const [heard, setHeard] = useState<number>();
  useEffect(() => {
    if (evaluatedAtMs === undefined) {
      return undefined;
    }
    const timer = setTimeout(
      () => setHeard(evaluatedAtMs),
      Math.random() * SPREAD_MS,
    );
    return () => clearTimeout(timer);
  }, [evaluatedAtMs]);
  return heard;
}
