import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Readable, addAbortSignal } from 'node:stream';
import { readBounded } from './readBounded';
import { SpecFileProblem } from './specFileProblem';

/** What reading a file gave. */
export type FileAnswer =
  | { readonly kind: 'text'; readonly text: string; readonly etag?: string }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'problem';
      readonly problem: SpecFileProblem;
      /** Other files of the same host would fail alike. */
      readonly hostFailed: boolean;
    };

/** How to read. */
export interface ReadRemoteOptions {
  readonly urlReader: UrlReaderService;
  readonly path: string;
  /** Of the version that is known; the same one is not sent again. */
  readonly etag?: string;
  readonly signal: AbortSignal;
}

/** Reads a file through the URL reader. Rejects only when `signal` is aborted. */
export async function readRemoteFile(
  url: string,
  { urlReader, path, etag, signal }: ReadRemoteOptions,
): Promise<FileAnswer> {
  try {
    const response = await urlReader.readUrl(url, { etag, signal });
    const stream =
      response.stream?.() ?? Readable.from([await response.buffer()]);
    const read = await readBounded(addAbortSignal(signal, stream), path);
    return 'problem' in read
      ? { kind: 'problem', problem: read.problem, hostFailed: false }
      : {
          kind: 'text',
          ...read,
          ...(response.etag && { etag: response.etag }),
        };
  } catch (error) {
    signal.throwIfAborted();
    return toAnswer(error, path);
  }
}

/** The words are ours: a message of the remote side may hold what it answered. */
function toAnswer(error: unknown, path: string): FileAnswer {
  const { name, message } = error instanceof Error ? error : new Error();
  if (name === 'NotModifiedError') {
    return { kind: 'unchanged' };
  }
  if (name === 'NotFoundError') {
    return unreadable(path, {
      reason: 'there is no such file beside the file of the entity',
      fix: 'Create it, or correct the annotation.',
      missing: true,
    });
  }
  if (name === 'NotAllowedError') {
    return unreadable(path, {
      reason: 'the backend may not read from its host',
      fix: 'Configure an integration for the host, or allow it in backend.reading.allow.',
    });
  }
  const status = /, ([45]\d\d)\b/.exec(message)?.[1];
  const answered = status === undefined ? '' : ` (status ${status})`;
  return {
    ...unreadable(path, {
      reason: `its host did not answer with a file${answered}`,
      fix: 'It is asked again later; see whether the host can be reached and its integration may read the file.',
    }),
    hostFailed: true,
  };
}

function unreadable(
  path: string,
  { reason, ...rest }: { reason: string; fix: string; missing?: boolean },
) {
  const problem: SpecFileProblem = {
    code: 'spec-file-unreadable',
    summary: `${path} cannot be read: ${reason}.`,
    ...rest,
  };
  return { kind: 'problem', problem, hostFailed: false } as const;
}
