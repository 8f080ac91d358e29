import {
  BOTH,
  Check,
  either,
  list,
  mapping,
  may,
  must,
  SDK_ONLY,
  struct,
  TEXT_ONLY,
} from './schema';
import { atMost, line, name } from './values';

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
  /** At most 63 characters for OpenSLO's SDK. */
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string | readonly string[]>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const LONGEST_DISPLAY_NAME = 63;
const KEY = '[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?';
const DNS_LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';

const labelKey: Check = {
  fragment: { type: 'string', pattern: `^${KEY}$` },
  code: 'invalid-key',
  expected:
    'a key of at most 63 letters, digits and . _ -, with a letter or digit at both ends',
  levels: BOTH,
};

const annotationKey: Check = {
  fragment: {
    type: 'string',
    pattern: `^(?=[^/]{1,253}/|[^/]*$)(${DNS_LABEL}(\\.${DNS_LABEL})*/)?${KEY}$`,
  },
  code: 'invalid-key',
  expected: 'a key, with or without a domain and / before it',
  levels: BOTH,
};

const unreservedKey: Check = {
  fragment: { type: 'string', pattern: '^(?!openslo\\.com/)' },
  code: 'reserved-key',
  expected: 'a key of your own: openslo.com/ is reserved',
  levels: TEXT_ONLY,
};

export const metadataShape = struct<OpenSloMetadata>({
  name: must(
    name,
    'What other objects call it: a DNS label, at most 63 lower-case letters, digits and hyphens.',
  ),
  displayName: may(
    line(atMost(LONGEST_DISPLAY_NAME, SDK_ONLY)),
    'What people call it.',
  ),
  labels: may(
    mapping(either(list(line()), line()), [labelKey]),
    'Labels of your own; each has one value or a list of them.',
  ),
  annotations: may(
    mapping(line(), [annotationKey, unreservedKey]),
    'Notes for tools, by key with or without a domain.',
  ),
});
