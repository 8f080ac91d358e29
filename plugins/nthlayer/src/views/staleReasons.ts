import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatCoverage, formatTime } from '../format';
import { isLoadingHistory, SloRow, sloRows } from './sloRow';
import type { StaleReason } from './view';

/** Why figures of a service are out of date, each reason once. */
export function staleReasons(service: ReadyServiceDto): StaleReason[] {
  const problems = new Map<string, StaleReason>();
  for (const { dataProblem } of service.slos) {
    if (dataProblem) {
      const { code, message, sinceMs } = dataProblem;
      const id = `${code} ${message}`;
      problems.set(id, {
        code,
        title: `The data source ${service.dataSource.name} cannot be read; newer figures are missing.`,
        message,
        sinceMs: Math.min(sinceMs, problems.get(id)?.sinceMs ?? sinceMs),
      });
    }
  }
  if (problems.size > 0) {
    return [...problems.values()];
  }
  const rows = sloRows(service.slos).filter(
    ({ slo, status }) => status?.stale && !isLoadingHistory(slo),
  );
  return rows.length > 0 ? [outOfDate(rows)] : [];
}

/** What is said of the first is the worst of it: rows come worst first. */
function outOfDate(rows: readonly SloRow[]): StaleReason {
  const [{ status }] = rows;
  const names = new Intl.ListFormat('en').format(
    rows.map(({ slo }) => slo.displayName),
  );
  const newestTileMs = status?.newestTileMs ?? undefined;
  const newest = newestTileMs
    ? `Its newest data is from ${formatTime(newestTileMs)}`
    : 'It has no data yet';
  return {
    code: 'stale',
    title: `${names} ${
      rows.length > 1 ? 'are' : 'is'
    } out of date or incomplete.`,
    message: `${newest}; ${formatCoverage(
      status?.coverage ?? 0,
    )} of its window is known.`,
  };
}
