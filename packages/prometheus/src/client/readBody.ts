import { Readable } from 'node:stream';
import { BodyMemory } from './BodyMemory';
import { ReplyTooLarge } from './prometheusProblem';

/**
 * All that comes, as long as it stays within `maxBytes`. It lies in `memory`, to which it is given back by whoever has read
 * it.
 *
 * @throws ReplyTooLarge
 */
export async function readBody(
  content: Readable,
  maxBytes: number,
  memory: BodyMemory,
): Promise<Uint8Array<ArrayBuffer>> {
  let body = memory.take();
  let bytes = 0;
  for await (const chunk of content) {
    const end = bytes + chunk.byteLength;
    if (end > maxBytes) {
      memory.give(body);
      throw new ReplyTooLarge(maxBytes);
    }
    if (end > body.length) {
      body = memory.grown(body, end);
    }
    body.set(chunk, bytes);
    bytes = end;
  }
  return body.subarray(0, bytes);
}
