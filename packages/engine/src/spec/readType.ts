import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  Provenance,
  ServiceType,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, unknownValue } from './diagnostics';
import { fieldsOf, Reading } from './reading';
import { isCustomType, knownTypes, parseServiceType } from './serviceTypes';
import { Place } from './specFile/cursor';
import { SpecFields } from './specFile/specFields';

type TypeName = ServiceType | 'library';

const FALLBACK: ServiceType = 'api';

/** One place that may say the type; the value is what stands there. */
interface Candidate {
  readonly value: unknown;
  readonly place: Place;
  readonly provenance: Provenance;
}

/** The type of a service, from its annotation, its spec file or else `spec.type`. `library` has no stack. */
export function readType(
  entity: unknown,
  annotations: Annotations,
  file: SpecFields | undefined,
): Reading<TypeName> {
  const given = candidates(entity, annotations, file).filter(
    ({ value }) => value !== undefined,
  );
  const chosen = given.findIndex(({ value }) => parse(value) !== undefined);
  const broken = chosen === -1 ? given : given.slice(0, chosen);
  const used = given[chosen];
  const value = parse(used?.value) ?? FALLBACK;
  const diagnostics = broken.map(each => unknownType(each, value));
  if (used === undefined) {
    return given.length === 0
      ? missingType(entity)
      : {
          value,
          provenance: {
            source: 'default',
            from: 'fallback for an unknown type',
          },
          diagnostics,
        };
  }
  return {
    value,
    provenance: used.provenance,
    place: used.place,
    diagnostics: [...diagnostics, ...customType(value, used.place)],
  };
}

function candidates(
  entity: unknown,
  annotations: Annotations,
  file: SpecFields | undefined,
): readonly Candidate[] {
  const key = NTHLAYER_ANNOTATIONS.type;
  return [
    {
      value: annotations.values.get(key),
      place: { path: annotationPath(key) },
      provenance: { source: 'annotation', from: key },
    },
    ...(file?.type
      ? [
          {
            value: file.type.value,
            place: file.type.at.place(),
            provenance: file.type.at.provenance(),
          },
        ]
      : []),
    {
      value: fieldsOf(fieldsOf(entity).spec).type,
      place: { path: 'spec.type' },
      provenance: { source: 'entity', from: 'spec.type' },
    },
  ];
}

function parse(name: unknown): TypeName | undefined {
  return typeof name === 'string' ? parseServiceType(name) : undefined;
}

/** A spec without its entity may well leave the type to it. */
function missingType(entity: unknown): Reading<ServiceType> {
  return {
    value: FALLBACK,
    provenance: { source: 'default', from: 'fallback for a missing type' },
    diagnostics:
      entity === undefined
        ? []
        : [
            {
              severity: 'warning',
              code: 'missing-type',
              path: 'spec.type',
              summary: 'The component has no type.',
              detail: `The type ${FALLBACK} is used.`,
            },
          ],
  };
}

function unknownType({ value, place }: Candidate, used: TypeName): Diagnostic {
  return unknownValue({
    code: 'unknown-type',
    ...place,
    what: 'type',
    value,
    known: [...knownTypes, 'x-NAME'],
    consequence: `The type ${used} is used.`,
  });
}

function customType(type: TypeName, place: Place): readonly Diagnostic[] {
  return type !== 'library' && isCustomType(type)
    ? [
        {
          severity: 'info',
          code: 'custom-type',
          ...place,
          summary: `${type} is a type of your own and is measured like an ${FALLBACK}.`,
        },
      ]
    : [];
}
