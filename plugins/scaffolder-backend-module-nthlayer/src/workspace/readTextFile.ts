import { open } from 'node:fs/promises';
import { constants } from 'node:fs';
import { InputError } from '@backstage/errors';
import { Location } from './locate';
import { shownText } from './shownText';

/** The engine refuses more than this in any format. */
const LONGEST_BYTES = 4 * 1024 * 1024;

/**
 * Text of a file. It is opened without following links, so that what was looked at is what is read.
 *
 * @throws InputError for a file that is too large or not UTF-8
 */
export async function readTextFile(location: Location): Promise<string> {
  const file = await open(
    location.absolute,
    constants.O_RDONLY | constants.O_NOFOLLOW,
  );
  try {
    const { size } = await file.stat();
    if (size > LONGEST_BYTES) {
      throw new InputError(
        `${shownText(
          location.path,
        )} has ${size} bytes; more than ${LONGEST_BYTES} are not read. Split it.`,
      );
    }
    return decode(await file.readFile(), location.path);
  } finally {
    await file.close();
  }
}

/** What can be made out of a file that is no text, or of the beginning of one that is too large. */
export async function readRoughly(location: Location): Promise<string> {
  const file = await open(
    location.absolute,
    constants.O_RDONLY | constants.O_NOFOLLOW,
  );
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, LONGEST_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    // letters of UTF-16 stand between zeros
    return buffer.toString('latin1', 0, bytesRead).replaceAll('\0', '');
  } finally {
    await file.close();
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    throw new InputError(
      `${shownText(path)} is not UTF-8 text. Save it as UTF-8.`,
    );
  }
}
