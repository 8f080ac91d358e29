import { UrlReaderService } from '@backstage/backend-plugin-api';
import { SECOND_MS } from '../durations';
import { raceAbort } from '../raceAbort';
import { readLocalFile } from './readLocalFile';
import { readRemoteFile, FileAnswer } from './readRemoteFile';
import { SpecFileLocation } from './SpecFileLocation';

const TIMEOUT_MS = 10 * SECOND_MS;

/** What a reader works with. */
export interface SpecFileReaderOptions {
  readonly urlReader: UrlReaderService;
  /** Longest time for one file, milliseconds. */
  readonly timeoutMs?: number;
}

/** Reads spec files, from disk and from URLs, each within a time and a size. */
export class SpecFileReader {
  readonly #urlReader: UrlReaderService;
  readonly #timeoutMs: number;

  static create(options: SpecFileReaderOptions): SpecFileReader {
    return new SpecFileReader(options);
  }

  private constructor(options: SpecFileReaderOptions) {
    this.#urlReader = options.urlReader;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** Rejects only when `signal` is aborted; every other failure is a problem of the file. */
  async read(
    location: SpecFileLocation,
    { etag, signal }: { etag?: string; signal: AbortSignal },
  ): Promise<FileAnswer> {
    const limit = AbortSignal.any([
      signal,
      AbortSignal.timeout(this.#timeoutMs),
    ]);
    try {
      return await raceAbort(this.#start(location, { etag, limit }), limit);
    } catch (error) {
      signal.throwIfAborted();
      return this.#timedOut(location);
    }
  }

  async #start(
    location: SpecFileLocation,
    { etag, limit }: { etag?: string; limit: AbortSignal },
  ): Promise<FileAnswer> {
    const { path } = location;
    if (location.kind === 'remote') {
      const urlReader = this.#urlReader;
      const options = { urlReader, path, etag, signal: limit };
      return readRemoteFile(location.url, options);
    }
    const read = await readLocalFile(location.folder, path);
    return 'problem' in read
      ? { kind: 'problem', problem: read.problem, hostFailed: false }
      : { kind: 'text', text: read.text };
  }

  #timedOut({ path }: SpecFileLocation): FileAnswer {
    const seconds = this.#timeoutMs / SECOND_MS;
    return {
      kind: 'problem',
      hostFailed: true,
      problem: {
        code: 'spec-file-unreadable',
        summary: `${path} cannot be read: it did not come within ${seconds} seconds.`,
        fix: 'It is asked again later; see whether its host can be reached.',
      },
    };
  }
}
