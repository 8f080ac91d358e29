import { useEffect, useState } from 'react';
import { formatDuration, formatTime } from '../../format';
import type { SloRow } from '../../views';

const TICK_MS = 5_000;

/** How old the least fresh figure is. */
export function Freshness(props: { readonly rows: readonly SloRow[] }) {
  const nowMs = useNow();
  const newest = props.rows.map(row => row.status?.newestTileMs ?? undefined);
  const known = newest.filter(timeMs => timeMs !== undefined);
  if (known.length === 0) {
    return <>No data yet</>;
  }
  const oldestMs = Math.min(...known);
  const age = formatDuration(Math.max(0, nowMs - oldestMs));
  const missing = newest.length - known.length;
  return (
    <>
      <time title={formatTime(oldestMs)}>{`${age} ago`}</time>
      {missing > 0 && `, none for ${missing} of ${newest.length}`}
    </>
  );
}

function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
