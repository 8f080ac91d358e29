import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { BodyMemory } from './BodyMemory';
import { readBody } from './readBody';

/** Not before somebody is to be asked: it takes longer to load than many a command line to run. */
export function loadUndici(): typeof import('undici') {
  return require('undici');
}

/** A request, its body in one piece. */
export interface SentRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What came back, after decompression. */
export interface SentReply {
  readonly status: number;
  header(name: string): string | null;
  /** In the memory that was given for it. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A reply that was cut off is read as far as it came, whatever carried it: what is wrong with it is for who reads it. */
const AS_FAR_AS_IT_CAME = {
  flush: constants.Z_SYNC_FLUSH,
  finishFlush: constants.Z_SYNC_FLUSH,
};

/**
 * Sends one request. By the library that is behind Node's own `fetch`, and so by its connections, without the copies that
 * `fetch` makes of every body: a query may be long.
 *
 * @throws ReplyTooLarge
 */
export async function sendRequest(
  url: URL,
  sent: SentRequest,
  {
    dispatcher,
    signal,
    maxBytes,
    memory,
  }: {
    dispatcher: Dispatcher | undefined;
    signal: AbortSignal;
    maxBytes: number;
    memory: BodyMemory;
  },
): Promise<SentReply> {
  const { statusCode, headers, body } = await loadUndici().request(url, {
    ...sent,
    ...(dispatcher && { dispatcher }),
    headers: { 'accept-encoding': 'gzip', ...sent.headers },
    signal,
  });
  const header = (name: string) => {
    const value = headers[name];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
  };
  const content = decoded(body, header('content-encoding'));
  return {
    status: statusCode,
    header,
    body: await readBody(content, maxBytes, memory),
  };
}

function decoded(body: Readable, encoding: string | null): Readable {
  if (!/^(x-)?gzip$/i.test(encoding?.trim() ?? '')) {
    return body;
  }
  const gunzip = createGunzip(AS_FAR_AS_IT_CAME);
  body.once('error', error => gunzip.destroy(error));
  gunzip.once('close', () => body.destroy());
  return body.pipe(gunzip);
}
