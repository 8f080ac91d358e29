import { isUtf8 } from 'node:buffer';

const BYTE_ORDER_MARK = /^\uFEFF/;
/** Two letters of UTF-16. */
const WIDE = /^(?:\0[^\0]){2}|^(?:[^\0]\0){2}/;

/** Ends the reading of bytes that are no UTF-8 text. */
export class NotUtf8 extends Error {
  /** The text as far as it is ASCII, in UTF-16 as well; enough to tell whose it is. */
  readonly ascii: string;

  constructor(bytes: Buffer) {
    super('it is not UTF-8 text. Save it as UTF-8');
    this.ascii = bytes.toString('latin1').replace(/[^\t\n\r -~]/g, '');
  }
}

/**
 * The text of a file, without a byte order mark. UTF-16 without its mark would pass for UTF-8: its letters are letters
 * and zeros.
 *
 * @throws NotUtf8
 */
export function decodeText(bytes: Buffer): string {
  if (!isUtf8(bytes) || WIDE.test(bytes.toString('latin1', 0, 4))) {
    throw new NotUtf8(bytes);
  }
  return bytes.toString('utf8').replace(BYTE_ORDER_MARK, '');
}
