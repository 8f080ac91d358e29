import { InputError } from '@backstage/errors';
import { canonicalJson } from '@nthlayer/engine';
import { Knex } from 'knex';
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { z } from 'zod';
import { getCursorKey } from './getCursorKey';

const CIPHER = 'aes-256-gcm';
const CIPHER_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Behind the key of the cipher is one that makes nonces. */
const KEY_BYTES = 64;

/**
 * Turns positions in lists into texts and back. Only replicas of this plugin can read or make them: the position may be
 * one of a service that the caller does not see.
 */
export class CursorSeal {
  readonly #knex: Knex;
  #key: Buffer | undefined;

  static create(options: { knex: Knex }): CursorSeal {
    return new CursorSeal(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** `list` names the list and what narrows it. */
  async seal(position: object, list: object): Promise<string> {
    return encrypt(position, list, await this.#getKey());
  }

  /** Reads what `seal` wrote for the same list; nothing where there is none. Throws `InputError` for anything else. */
  async open<T>(
    text: string | undefined,
    list: object,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> {
    if (text === undefined) {
      return undefined;
    }
    const position = decrypt(text, list, await this.#getKey());
    const { data } = schema.safeParse(position);
    if (data === undefined) {
      throw new InputError('The cursor does not belong to this list');
    }
    return data;
  }

  async #getKey(): Promise<Buffer> {
    this.#key ??= await getCursorKey(this.#knex, KEY_BYTES);
    return this.#key;
  }
}

/** The nonce follows from what is encrypted, so that a page that has not changed has the same cursor and ETag. */
function encrypt(position: object, list: object, key: Buffer): string {
  const nonce = createHmac('sha256', key.subarray(CIPHER_KEY_BYTES))
    .update(canonicalJson([list, position]))
    .digest()
    .subarray(0, NONCE_BYTES);
  const cipher = createCipheriv(
    CIPHER,
    key.subarray(0, CIPHER_KEY_BYTES),
    nonce,
  );
  cipher.setAAD(Buffer.from(canonicalJson(list)));
  return Buffer.concat([
    nonce,
    cipher.update(canonicalJson(position)),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64url');
}

/** Undefined for what `encrypt` has not written with this key. */
function decrypt(text: string, list: object, key: Buffer): unknown {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv(
      CIPHER,
      key.subarray(0, CIPHER_KEY_BYTES),
      bytes.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(Buffer.from(canonicalJson(list)));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const json = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]);
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
