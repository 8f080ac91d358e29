import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeText } from './decodeText';

/** One byte more than the longest file that the engine reads, so that it sees that there is more. */
const MOST_BYTES = 4 * 1024 * 1024 + 1;

/** A cut may lie within a character, and nothing is read of a text that is cut. */
function textOf(bytes: Buffer): string {
  return bytes.length >= MOST_BYTES
    ? bytes.toString('utf8', 0, MOST_BYTES)
    : decodeText(bytes);
}

/**
 * The text of a regular file, cut where nothing would be read of it any more.
 *
 * @throws NotUtf8
 */
export async function readText(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) {
      throw new Error('it is no regular file');
    }
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, MOST_BYTES));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length);
      if (bytesRead === 0) {
        break;
      }
      length += bytesRead;
    }
    return textOf(buffer.subarray(0, length));
  } finally {
    await file.close();
  }
}

/** The same of a stream. */
export async function readStream(
  stream: AsyncIterable<Uint8Array | string>,
): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length >= MOST_BYTES) {
      break;
    }
  }
  return textOf(Buffer.concat(chunks));
}
