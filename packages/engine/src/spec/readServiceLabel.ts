import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, quote } from './diagnostics';
import { Identity } from './readIdentity';
import { Reading } from './reading';
import { SpecFields } from './specFile/specFields';

const LABEL_VALUE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}$/;

/** The value of the service label, by default the entity's name; `undefined` when what is given cannot be one. */
export function readServiceLabel(
  { name, provenance }: Identity,
  annotations: Annotations,
  file: SpecFields | undefined,
): Reading<string | undefined> {
  const key = NTHLAYER_ANNOTATIONS.service;
  const annotated = annotations.values.get(key);
  if (annotated !== undefined) {
    return checkServiceLabel(annotated, {
      provenance: { source: 'annotation', from: key },
      place: { path: annotationPath(key) },
    });
  }
  if (file?.service !== undefined) {
    return checkServiceLabel(file.service.value, {
      provenance: file.service.provenance(),
      place: file.service.place(),
    });
  }
  return { value: name, provenance, diagnostics: [] };
}

/** A service label that somebody gives; `undefined` when it cannot be one. */
export function checkServiceLabel(
  value: unknown,
  from: Required<Pick<Reading<string>, 'provenance' | 'place'>>,
): Reading<string | undefined> {
  if (typeof value === 'string' && LABEL_VALUE.test(value)) {
    return { ...from, value, diagnostics: [] };
  }
  return {
    ...from,
    value: undefined,
    diagnostics: [
      {
        severity: 'error',
        code: 'invalid-service-label',
        ...from.place,
        summary: `${quote(value)} cannot be a service label.`,
        detail:
          'It starts with a letter or digit and holds at most 253 letters, digits and . _ : / - characters. Nothing is built, because its figures would be those of other series.',
      },
    ],
  };
}
