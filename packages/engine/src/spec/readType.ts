import {
  NTHLAYER_ANNOTATIONS,
  Provenance,
  ServiceType,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, unknownValue } from './diagnostics';
import { fieldsOf, Reading } from './reading';
import { isCustomType, knownTypes, parseServiceType } from './serviceTypes';

const FALLBACK: ServiceType = 'api';

/** The type of a service, from its annotation or else from `spec.type`. `library` has no stack. */
export function readType(
  entity: unknown,
  annotations: Annotations,
): Reading<ServiceType | 'library'> {
  const annotated = annotations.values.get(NTHLAYER_ANNOTATIONS.type);
  if (annotated !== undefined) {
    return parse(annotated, annotationPath(NTHLAYER_ANNOTATIONS.type), {
      source: 'annotation',
      from: NTHLAYER_ANNOTATIONS.type,
    });
  }
  const type = fieldsOf(fieldsOf(entity).spec).type;
  return type === undefined
    ? missingType
    : parse(type, 'spec.type', { source: 'entity', from: 'spec.type' });
}

const missingType: Reading<ServiceType> = {
  value: FALLBACK,
  provenance: { source: 'default', from: 'fallback for a missing type' },
  diagnostics: [
    {
      severity: 'warning',
      code: 'missing-type',
      path: 'spec.type',
      summary: 'The component has no type.',
      detail: `The type ${FALLBACK} is used.`,
    },
  ],
};

function parse(
  name: unknown,
  path: string,
  provenance: Provenance,
): Reading<ServiceType | 'library'> {
  const type = typeof name === 'string' ? parseServiceType(name) : undefined;
  if (type === undefined) {
    return {
      value: FALLBACK,
      provenance: { source: 'default', from: 'fallback for an unknown type' },
      diagnostics: [
        unknownValue({
          code: 'unknown-type',
          path,
          what: 'type',
          value: name,
          known: [...knownTypes, 'x-NAME'],
          consequence: `The type ${FALLBACK} is used.`,
        }),
      ],
    };
  }
  const custom = type !== 'library' && isCustomType(type);
  return {
    value: type,
    provenance,
    diagnostics: custom
      ? [
          {
            severity: 'info',
            code: 'custom-type',
            path,
            summary: `${type} is a type of your own and is measured like an ${FALLBACK}.`,
          },
        ]
      : [],
  };
}
