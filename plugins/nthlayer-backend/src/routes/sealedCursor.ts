import { InputError } from '@backstage/errors';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { z } from 'zod';

const CHECK_LENGTH = 16;

/** An opaque text for a position in a list; `list` names the list and what narrows it. */
export function sealCursor(position: object, list: object): string {
  const json = canonicalJson(position);
  return Buffer.from(`${check(json, list)}${json}`).toString('base64url');
}

/** Reads what `sealCursor` wrote for the same list. Throws `InputError` for anything else. */
export function openCursor<T>(
  text: string,
  list: object,
  schema: z.ZodType<T>,
): T {
  const plain = Buffer.from(text, 'base64url').toString();
  const json = plain.slice(CHECK_LENGTH);
  const position =
    check(json, list) === plain.slice(0, CHECK_LENGTH)
      ? parse(json, schema)
      : undefined;
  if (position === undefined) {
    throw new InputError('The cursor does not belong to this list');
  }
  return position;
}

function check(json: string, list: object): string {
  return sha256(`${canonicalJson(list)} ${json}`).slice(0, CHECK_LENGTH);
}

function parse<T>(json: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
