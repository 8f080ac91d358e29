import { Readable } from 'node:stream';
import { ReplyTooLarge } from './prometheusProblem';

/**
 * All that comes, in memory of its own, as long as it stays within `maxBytes`.
 *
 * @throws ReplyTooLarge
 */
export async function readBody(
  content: Readable,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new ReplyTooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  return joined(chunks, bytes);
}

function joined(
  chunks: readonly Uint8Array[],
  bytes: number,
): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}
