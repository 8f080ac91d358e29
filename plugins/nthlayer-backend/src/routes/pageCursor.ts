import { InputError } from '@backstage/errors';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { z } from 'zod';

const CHECK_LENGTH = 16;

const cursorSchema = z.strictObject({
  after: z.string().min(1).max(255),
  environment: z.string().max(63).optional(),
});

/** Where the next page of a list begins. */
export type PageCursor = z.infer<typeof cursorSchema>;

/** An opaque text for a cursor. */
export function writeCursor(cursor: PageCursor): string {
  const json = canonicalJson(cursor);
  const check = sha256(json).slice(0, CHECK_LENGTH);
  return Buffer.from(`${check}${json}`).toString('base64url');
}

/** Reads what `writeCursor` wrote for the same list. Throws `InputError` for anything else. */
export function readCursor(
  text: string,
  environment: string | undefined,
): PageCursor {
  const plain = Buffer.from(text, 'base64url').toString();
  const json = plain.slice(CHECK_LENGTH);
  const cursor =
    sha256(json).slice(0, CHECK_LENGTH) === plain.slice(0, CHECK_LENGTH)
      ? parse(json)
      : undefined;
  if (!cursor || cursor.environment !== environment) {
    throw new InputError('The cursor does not belong to this list');
  }
  return cursor;
}

function parse(json: string): PageCursor | undefined {
  try {
    return cursorSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
