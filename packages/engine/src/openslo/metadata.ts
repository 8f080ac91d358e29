import { isDnsLabel } from '../dnsLabel';
import { OpenSloFinding, rule } from './finding';

/** @public */
export const OPENSLO_API_VERSION = 'openslo/v1';

/**
 * What every OpenSLO object carries.
 *
 * @public
 */
export interface OpenSloMetadata {
  /** DNS label. */
  readonly name: string;
  /** At most 63 characters. */
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string | readonly string[]>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const LABEL_KEY = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
const RESERVED_PREFIX = 'openslo.com/';
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;
const LONGEST_DESCRIPTION = 1050;

/** Rules of a name. */
export function validateName(
  name: string,
  path: string,
): readonly OpenSloFinding[] {
  return rule(isDnsLabel(name), path, 'not-a-dns-label');
}

/** Rules of a description. */
export function validateDescription(
  description: string | undefined,
  path: string,
): readonly OpenSloFinding[] {
  return rule(
    (description ?? '').length <= LONGEST_DESCRIPTION,
    path,
    'too-long',
  );
}

/** Rules of an object's metadata. */
export function validateMetadata(
  metadata: OpenSloMetadata,
  path = 'metadata',
): readonly OpenSloFinding[] {
  const { name, displayName = '', labels = {}, annotations = {} } = metadata;
  return [
    ...validateName(name, `${path}.name`),
    ...rule(
      displayName.length <= LONGEST_NAME,
      `${path}.displayName`,
      'too-long',
    ),
    ...Object.keys(labels).flatMap(key =>
      rule(LABEL_KEY.test(key), keyPath(path, 'labels', key), 'invalid-key'),
    ),
    ...Object.keys(annotations).flatMap(key =>
      validateAnnotationKey(key, keyPath(path, 'annotations', key)),
    ),
  ];
}

function validateAnnotationKey(
  key: string,
  path: string,
): readonly OpenSloFinding[] {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const validPrefix =
    slash === -1 ||
    (DNS_SUBDOMAIN.test(prefix) && prefix.length <= LONGEST_PREFIX);
  return [
    ...rule(
      validPrefix && LABEL_KEY.test(key.slice(slash + 1)),
      path,
      'invalid-key',
    ),
    ...rule(!key.startsWith(RESERVED_PREFIX), path, 'reserved-key'),
  ];
}

function keyPath(path: string, field: string, key: string): string {
  return `${path}.${field}[${JSON.stringify(key)}]`;
}
