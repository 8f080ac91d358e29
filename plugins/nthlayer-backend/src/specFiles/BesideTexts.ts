import { FileAnswer } from './readRemoteFile';

/** Characters of all texts together: of some thousand files as people write them. */
const MOST = 16 * 1024 * 1024;

interface KnownText {
  readonly text: string;
  readonly etag: string;
}

/** Files beside specs at URLs as they were answered last, so that what is unchanged is not sent again. */
export class BesideTexts {
  readonly #texts = new Map<string, KnownText>();
  #length = 0;

  static create(): BesideTexts {
    return new BesideTexts();
  }

  private constructor() {}

  get(url: string): KnownText | undefined {
    return this.#texts.get(url);
  }

  /** Keeps an answer that can be asked for by its ETag, and forgets the oldest where there are too many. */
  keep(url: string, answer: FileAnswer): void {
    if (answer.kind !== 'text' || answer.etag === undefined) {
      return;
    }
    const { text, etag } = answer;
    this.#forget(url);
    this.#texts.set(url, { text, etag });
    this.#length += text.length;
    for (const [oldest] of this.#texts) {
      if (this.#length <= MOST) {
        return;
      }
      this.#forget(oldest);
    }
  }

  #forget(url: string): void {
    this.#length -= this.#texts.get(url)?.text.length ?? 0;
    this.#texts.delete(url);
  }
}
