import { LoggerService } from '@backstage/backend-plugin-api';
import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DataSourceProblem,
  SliRequest,
  SliTiles,
  TileBatch,
} from '@nthlayer/engine';

/** The tiles of every requested SLI, or why there are none, by key. */
export type SliAnswers = ReadonlyMap<string, SliTiles>;

/** The source is told to end before it is given up, so that it can hand over what it has. */
const SHARE_OF_SOURCE = 0.9;

/** How tiles are read within a time limit. */
export interface LimitedReading {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly logger: LoggerService;
  /** Other readings of the source may come first. */
  readonly canWait?: boolean;
  /** SLIs may be answered in tables. */
  readonly inTables?: boolean;
}

/**
 * Reads tiles within a time limit. A source that throws, hangs or leaves an SLI out counts as a problem of the SLIs
 * that it touches, so that it cannot hold up the others.
 */
export async function readSliTiles(
  source: DataSource,
  requests: readonly SliRequest[],
  range: TileRange,
  options: Omit<LimitedReading, 'inTables'>,
): Promise<SliAnswers> {
  return fill(requests, await readBatch(source, requests, range, options));
}

/** What a source answers; a problem where it does not. */
export async function readBatch(
  source: DataSource,
  requests: readonly SliRequest[],
  range: TileRange,
  options: LimitedReading,
): Promise<TileBatch | DataSourceProblem> {
  const { canWait = false, inTables = false, signal, timeoutMs } = options;
  const deadline = startTimer(timeoutMs * SHARE_OF_SOURCE);
  const limit = startTimer(timeoutMs);
  const inner = AbortSignal.any([signal, deadline.signal]);
  const outer = whenAborted(AbortSignal.any([signal, limit.signal]));
  try {
    return await Promise.race([
      source.readTiles(requests, range, { signal: inner, canWait, inTables }),
      outer.rejected,
    ]);
  } catch (error) {
    const timedOut = deadline.signal.aborted || limit.signal.aborted;
    if (!timedOut && !signal.aborted) {
      options.logger.warn(`Reading of ${source.id} failed`, asError(error));
    }
    return timedOut ? TIMEOUT : FAILED;
  } finally {
    // Left alone, they would hold what was read until their time is over.
    deadline.stop();
    limit.stop();
    outer.stop();
  }
}

/** An answer for each of these requests, out of what was read. */
export function fill(
  requests: readonly SliRequest[],
  read: Pick<TileBatch, 'slis'> | DataSourceProblem,
): SliAnswers {
  if ('code' in read) {
    return new Map(
      requests.map(({ key }) => [key, { key, series: [], problem: read }]),
    );
  }
  const answered = new Map(read.slis.map(sli => [sli.key, sli]));
  return new Map(
    requests.map(({ key }) => [key, answered.get(key) ?? unanswered(key)]),
  );
}

/** Aborts its signal after a time, unless it is stopped before. */
function startTimer(ms: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms).unref();
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}

const TIMEOUT: DataSourceProblem = {
  code: 'timeout',
  message: 'The data source did not answer in time.',
};

const FAILED: DataSourceProblem = {
  code: 'unreachable',
  message: 'The data source could not be read.',
};

function unanswered(key: string): SliTiles {
  return {
    key,
    series: [],
    problem: {
      code: 'bad-reply',
      message: 'The data source left this SLI out of its answer.',
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A promise that rejects when the signal is aborted, unless it is stopped before. */
function whenAborted(signal: AbortSignal) {
  let abort = () => {};
  const rejected = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new Error('Aborted'));
    signal.addEventListener('abort', abort, { once: true });
  });
  if (signal.aborted) {
    abort();
  }
  return { rejected, stop: () => signal.removeEventListener('abort', abort) };
}
