import { LoggerService } from '@backstage/backend-plugin-api';
import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DataSourceProblem,
  SliRequest,
  SliTiles,
} from '@nthlayer/engine';

/** The tiles of every requested SLI, or why there are none, by key. */
export type SliAnswers = ReadonlyMap<string, SliTiles>;

/** The source is told to end before it is given up, so that it can hand over what it has. */
const SHARE_OF_SOURCE = 0.9;

/**
 * Reads tiles within a time limit. A source that throws, hangs or leaves an SLI out counts as a problem of the SLIs
 * that it touches, so that it cannot hold up the others.
 */
export async function readSliTiles(
  source: DataSource,
  requests: readonly SliRequest[],
  range: TileRange,
  options: {
    timeoutMs: number;
    signal: AbortSignal;
    logger: LoggerService;
    /** Other readings of the source may come first. */
    canWait?: boolean;
  },
): Promise<SliAnswers> {
  const { canWait = false } = options;
  const limit = AbortSignal.timeout(options.timeoutMs);
  const deadline = AbortSignal.timeout(options.timeoutMs * SHARE_OF_SOURCE);
  const inner = AbortSignal.any([options.signal, deadline]);
  try {
    const batch = await Promise.race([
      source.readTiles(requests, range, { signal: inner, canWait }),
      rejectOnAbort(AbortSignal.any([options.signal, limit])),
    ]);
    const answered = new Map(batch.slis.map(sli => [sli.key, sli]));
    return fill(requests, key => answered.get(key) ?? unanswered(key));
  } catch (error) {
    const timedOut = deadline.aborted || limit.aborted;
    if (!timedOut && !options.signal.aborted) {
      options.logger.warn(`Reading of ${source.id} failed`, asError(error));
    }
    const problem = timedOut ? TIMEOUT : FAILED;
    return fill(requests, key => ({ key, series: [], problem }));
  }
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

function fill(
  requests: readonly SliRequest[],
  answer: (key: string) => SliTiles,
): SliAnswers {
  return new Map(requests.map(({ key }) => [key, answer(key)]));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error('Aborted'));
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}
