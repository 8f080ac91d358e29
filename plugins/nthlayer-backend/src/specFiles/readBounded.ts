import { Readable } from 'node:stream';
import { SpecFileProblem } from './specFileProblem';

/** As the engine reads them. */
export const MAX_BYTES = 256 * 1024;

/** Text of a stream that is read no further than `MAX_BYTES`. */
export async function readBounded(
  stream: Readable,
  path: string,
): Promise<{ text: string } | { problem: SpecFileProblem }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > MAX_BYTES) {
      return { problem: tooLarge(path) };
    }
    chunks.push(buffer);
  }
  return decode(Buffer.concat(chunks), path);
}

/** What is said of a file that is too large. */
export function tooLarge(path: string): SpecFileProblem {
  return {
    code: 'spec-file-too-large',
    summary: `${path} is larger than ${MAX_BYTES / 1024} KB.`,
    fix: 'A spec file describes one service; split it.',
  };
}

function decode(
  bytes: Buffer,
  path: string,
): { text: string } | { problem: SpecFileProblem } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? { problem: notText(path) } : { text };
  } catch {
    return { problem: notText(path) };
  }
}

function notText(path: string): SpecFileProblem {
  return {
    code: 'spec-file-unreadable',
    summary: `${path} is not UTF-8 text.`,
    fix: 'Save it as UTF-8.',
  };
}
