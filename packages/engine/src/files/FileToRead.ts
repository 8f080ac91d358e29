import { ReadFileBeside, SourceFile } from '../spec';
import { FileReading } from './ServiceReading';

/**
 * Gives the files that a file names. Where links lead, and what they must not leave, is for the reader to see.
 *
 * @public
 */
export interface NamedFileReader {
  /** A file by its path, which is shown as that of the file that names it; `undefined` when there is none. */
  readonly read: ReadFileBeside;
  /** What is the same for the same file, however it is named. Default: its path. */
  readonly keyOf?: (path: string) => string | Promise<string>;
}

/**
 * A file that may describe services, and that is read when its turn comes.
 *
 * @public
 */
export interface FileToRead {
  /** The same for the same file, however it is named; absent for what has no place, such as standard input. */
  readonly key?: string;
  /** Somebody wants it read, whatever it is; other files are passed over where they are none of ours. */
  readonly named: boolean;
  /** The file, or why it cannot be read; `undefined` where it is to be passed over. May be asked for again. */
  readonly read: () => Promise<SourceFile | FileReading | undefined>;
  /** Gives the files that it names; absent where it can name none. */
  readonly reader?: NamedFileReader;
}
