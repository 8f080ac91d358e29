import type {
  ReadyServiceDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatCoverage, formatTime } from '../format';
import { cannotBeRead, isLoadingHistory, SloRow, sloRows } from './sloRow';
import type { StaleReason } from './view';

/** Why figures of a service are out of date, each reason once. */
export function staleReasons(service: ReadyServiceDto): StaleReason[] {
  const problems = dataProblems(service);
  if (problems.length > 0) {
    return problems;
  }
  const rows = sloRows(service.slos).filter(
    ({ slo, status }) => status?.stale && !isLoadingHistory(slo),
  );
  return rows.length > 0 ? [outOfDate(rows)] : [];
}

/** A problem that only some SLOs have is one of theirs, and not one of the data source. */
function dataProblems({ slos, dataSource }: ReadyServiceDto): StaleReason[] {
  const failing = slos.filter(({ dataProblem }) => dataProblem);
  const subject = (affected: readonly SloDto[]) =>
    slos.every(cannotBeRead)
      ? `The data source ${dataSource.name} cannot be read`
      : `${namesOf(affected)} cannot be read from the data source ${
          dataSource.name
        }`;
  const titleOf = (code: string, affected: readonly SloDto[]) =>
    code === 'too-many-groups'
      ? `Not all groups of ${namesOf(affected)} are counted.`
      : `${subject(affected)}; newer figures are missing.`;
  const ids = new Set(failing.map(problemId));
  return [...ids].map(id => {
    const affected = failing.filter(slo => problemId(slo) === id);
    const [{ code, message }] = affected.flatMap(slo => slo.dataProblem ?? []);
    return {
      code,
      title: titleOf(code, affected),
      message,
      sinceMs: Math.min(
        ...affected.flatMap(slo => slo.dataProblem?.sinceMs ?? []),
      ),
    };
  });
}

function problemId({ dataProblem }: SloDto): string {
  return `${dataProblem?.code} ${dataProblem?.message}`;
}

function namesOf(slos: readonly SloDto[]): string {
  return new Intl.ListFormat('en').format(
    slos.map(({ displayName }) => displayName),
  );
}

/** What is said of the first is the worst of it: rows come worst first. */
function outOfDate(rows: readonly SloRow[]): StaleReason {
  const [{ status }] = rows;
  const names = namesOf(rows.map(({ slo }) => slo));
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
