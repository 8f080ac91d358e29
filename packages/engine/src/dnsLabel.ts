import { sha256 } from './hash';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LONGEST = 63;
const HASH_LENGTH = 8;

/** Whether a text is a DNS label of RFC 1123. */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text);
}

/**
 * A name as a DNS label. A name that is one stays as it is; any other gets a piece of its hash, so that two names
 * never become one.
 */
export function dnsLabel(name: string): string {
  if (isDnsLabel(name)) {
    return name;
  }
  const kept = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST - HASH_LENGTH - 1)
    .replace(/^-+|-+$/g, '');
  const hash = sha256(name).slice(0, HASH_LENGTH);
  return kept === '' ? hash : `${kept}-${hash}`;
}
