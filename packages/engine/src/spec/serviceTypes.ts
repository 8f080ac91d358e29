import { ServiceType } from '@nthlayer/backstage-plugin-nthlayer-common';

const CUSTOM_TYPE = /^x-[a-z0-9]([-a-z0-9]{0,59}[a-z0-9])?$/;

/** Our own types and the other names in use for them. */
const ownTypes: ReadonlyMap<string, ServiceType> = new Map<string, ServiceType>(
  [
    ['api', 'api'],
    ['worker', 'worker'],
    ['stream', 'stream'],
    ['web', 'web'],
    ['batch', 'batch'],
    ['database', 'database'],
    ['ai', 'ai'],
    ['ai-gate', 'ai'],
    ['background-job', 'worker'],
    ['stream-processor', 'stream'],
    ['pipeline', 'batch'],
  ],
);

/** What Backstage calls the types of a Component. A library does not run, so it has no stack. */
const backstageTypes: ReadonlyMap<string, ServiceType | 'library'> = new Map<
  string,
  ServiceType | 'library'
>([
  ['service', 'api'],
  ['website', 'web'],
  ['library', 'library'],
]);

/** Every accepted spelling of a type in `spec.type` and in the annotation. */
export const knownTypes: readonly string[] = [
  ...ownTypes.keys(),
  ...backstageTypes.keys(),
];

/** Whether a type is one of the user's own. */
export function isCustomType(type: ServiceType): boolean {
  return type.startsWith('x-');
}

/** The type that a name stands for; `library` has no stack. */
export function parseServiceType(
  name: string,
): ServiceType | 'library' | undefined {
  if (CUSTOM_TYPE.test(name)) {
    return name as `x-${string}`;
  }
  return ownTypes.get(name) ?? backstageTypes.get(name);
}
