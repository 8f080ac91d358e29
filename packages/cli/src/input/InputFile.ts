import { relative, sep } from 'node:path';

/** A file to read. */
export interface InputFile {
  /** Absolute, without symbolic links; absent for standard input. */
  readonly path?: string;
  /** As it is shown: relative to the working folder, with `/`. */
  readonly shown: string;
  /** The caller named it, so that it must be something we read. */
  readonly named: boolean;
}

/** A path as people type it: relative to the working folder where that is shorter. */
export function shownPath(cwd: string, path: string): string {
  const near = relative(cwd, path);
  const text = near === '' ? '.' : near;
  return (text.startsWith(`..${sep}..`) ? path : text).split(sep).join('/');
}
