import { LEGACY_API_VERSION } from '@nthlayer/backstage-plugin-nthlayer-common';
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

/** The format of a document: that of its `apiVersion`, whatever the version, or else of what it holds. */
export function formatOf(value: unknown): DocumentFormat {
  const { apiVersion } = fieldsOf(value);
  if (isLegacy(value)) {
    return 'legacy';
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
    ? hasService && (hasResources || resources === undefined)
    : (service !== undefined && hasService) || hasResources;
}
