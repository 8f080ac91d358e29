import { MINUTE_MS } from '../durations';
import { FileAnswer } from './readRemoteFile';

const REMEMBERED_MS = 5 * MINUTE_MS;
/** More than a catalog's specs ask for in vain within that time. */
const MOST = 50_000;

interface Absence {
  readonly answer: FileAnswer;
  readonly atMs: number;
}

/**
 * Files beside specs at URLs that were not there: hosts count what is asked for in vain, and specs ask for files of every
 * environment.
 */
export class AbsentFiles {
  /** The oldest first. */
  readonly #absences = new Map<string, Absence>();

  static create(): AbsentFiles {
    return new AbsentFiles();
  }

  private constructor() {}

  /** The answer that said so, for a while. */
  get(url: string, nowMs: number): FileAnswer | undefined {
    const absence = this.#absences.get(url);
    const ageMs = nowMs - (absence?.atMs ?? Infinity);
    return ageMs >= 0 && ageMs < REMEMBERED_MS ? absence?.answer : undefined;
  }

  /** Keeps an answer if it says that there is no such file, and forgets the oldest where there are too many. */
  keep(url: string, answer: FileAnswer, nowMs: number): void {
    this.#absences.delete(url);
    if (answer.kind !== 'problem' || !answer.problem.missing) {
      return;
    }
    this.#absences.set(url, { answer, atMs: nowMs });
    const [oldest] = this.#absences.keys();
    if (this.#absences.size > MOST) {
      this.#absences.delete(oldest);
    }
  }
}
