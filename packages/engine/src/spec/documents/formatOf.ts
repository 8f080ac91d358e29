import {
  LEGACY_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { fieldsOf } from '../reading';
import { DocumentFormat } from './sourceDocument';

/** What the API versions of each format look like. */
const FORMATS: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^([\w-]+\.)*backstage\.io\//, 'backstage'],
  [/^nthlayer\.dev\//, 'nthlayer'],
  [/^openslo(\.com)?\//, 'openslo'],
  [/^(open)?srm\//, 'srm'],
  [/^opensrm\.nthlayer\.io\//, 'manifest'],
];

/** Kinds that no other tool has, by which a document is known that has no version. */
const KINDS: ReadonlyMap<unknown, DocumentFormat> = new Map([
  [SPEC_KIND, 'nthlayer'],
  ['SLO', 'openslo'],
  ['SLI', 'openslo'],
  ['AlertPolicy', 'openslo'],
  ['AlertCondition', 'openslo'],
  ['AlertNotificationTarget', 'openslo'],
  ['ServiceReliabilityManifest', 'srm'],
  ['ServiceManifest', 'manifest'],
  ['ServiceManifestTemplate', 'manifest'],
  ['JudgmentSLO', 'manifest'],
]);

/**
 * The format of a document: that of its `apiVersion`, whatever the version, or else of what it holds. One without a
 * version is of the format that has its kind, where it is missed.
 */
export function formatOf(value: unknown): DocumentFormat {
  const { apiVersion, kind } = fieldsOf(value);
  if (isLegacy(value)) {
    return 'legacy';
  }
  if (isAbsent(apiVersion)) {
    return KINDS.get(kind) ?? 'unknown';
  }
  const text = typeof apiVersion === 'string' ? apiVersion : '';
  return FORMATS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}

/** Charts of Helm have `service` and `resources`, too; but no team, and no list of resources. */
function isLegacy(value: unknown): boolean {
  const { apiVersion, service, resources, environment } = fieldsOf(value);
  const { team, tier, name } = fieldsOf(service);
  if (apiVersion !== undefined && apiVersion !== LEGACY_API_VERSION) {
    return false;
  }
  const hasService =
    team !== undefined || tier !== undefined || name !== undefined;
  const hasResources = Array.isArray(resources);
  return environment === undefined
    ? hasService && (hasResources || isAbsent(resources))
    : (service !== undefined && hasService) || hasResources;
}

/** Not there, or without a value. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
