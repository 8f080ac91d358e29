import { createHash } from 'node:crypto';
import { Asset } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * SHA-256 of a text's UTF-8 bytes, in lower-case hex.
 *
 * @public
 */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * JSON with the keys of every object in code-unit order, so that equal values give equal bytes.
 * Properties that are `undefined` are left out.
 *
 * @public
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => sortKeys(member));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries);
}

/**
 * Order by UTF-16 code units, the same in every locale.
 *
 * @public
 */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * An asset with the hash of its content.
 *
 * @public
 */
export function createAsset(fields: Omit<Asset, 'sha256'>): Asset {
  return { ...fields, sha256: sha256(fields.content) };
}
