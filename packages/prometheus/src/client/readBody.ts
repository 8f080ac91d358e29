import { ReplyTooLarge } from './prometheusProblem';

/**
 * The body of a response as text, as long as it stays within `maxBytes` after decompression.
 *
 * @throws ReplyTooLarge
 */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) {
    return '';
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return Buffer.concat(chunks).toString('utf8');
    }
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new ReplyTooLarge(maxBytes);
    }
    chunks.push(value);
  }
}
