import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, quote } from './diagnostics';
import { Reading } from './reading';

const LABEL_VALUE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}$/;

/** The value of the service label, by default the entity's name; `undefined` when the annotation gives none. */
export function readServiceLabel(
  name: string,
  annotations: Annotations,
): Reading<string | undefined> {
  const annotated = annotations.values.get(NTHLAYER_ANNOTATIONS.service);
  if (annotated === undefined) {
    return {
      value: name,
      provenance: { source: 'entity', from: 'metadata.name' },
      diagnostics: [],
    };
  }
  const valid = LABEL_VALUE.test(annotated);
  return {
    value: valid ? annotated : undefined,
    provenance: { source: 'annotation', from: NTHLAYER_ANNOTATIONS.service },
    diagnostics: valid
      ? []
      : [
          {
            severity: 'error',
            code: 'invalid-service-label',
            path: annotationPath(NTHLAYER_ANNOTATIONS.service),
            summary: `${quote(annotated)} cannot be a service label.`,
            detail:
              'It starts with a letter or digit and holds at most 253 letters, digits and . _ : / - characters. Nothing is built, because its figures would be those of other series.',
          },
        ],
  };
}
