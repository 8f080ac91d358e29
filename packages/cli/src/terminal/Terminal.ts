/** A stream that text is written to. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** All that a command knows of the world around it, beside files. */
export interface Terminal {
  /** Working folder, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * From now on Ctrl-C aborts this signal instead of ending the process, so that what is under way comes to its end.
   * A second Ctrl-C ends it at once.
   */
  interruption(): AbortSignal;
}
