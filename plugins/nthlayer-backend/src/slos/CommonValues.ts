import { Selector, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ReadingProgress } from './SloStore';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What many rows have in common, kept once for all of them. */
export class CommonValues {
  readonly #texts = new Map<string, string>();
  readonly #parsed = new Map<string, unknown>();
  readonly #progress = new Map<string, ReadingProgress>();

  text<T extends string>(value: T): T {
    return common(this.#texts, value, () => value) as T;
  }

  /** What JSON says; nobody may change it. */
  parse<T>(json: string): T {
    return common(this.#parsed, json, () => JSON.parse(json)) as T;
  }

  /** SLOs of a service choose the same series, of several metrics. */
  sli(json: string): Sli {
    const sli: Sli = JSON.parse(json);
    for (const part of Object.values(sli)) {
      if (isSelector(part)) {
        part.metric = this.text(part.metric);
        part.matchers = this.parse(JSON.stringify(part.matchers));
      }
    }
    return sli;
  }

  progress(own: ReadingProgress): ReadingProgress {
    return common(this.#progress, Object.values(own).join(), () => own);
  }
}

function isSelector(part: unknown): part is Writable<Selector> {
  return typeof part === 'object' && part !== null && 'matchers' in part;
}

function common<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
