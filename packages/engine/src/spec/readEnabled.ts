import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { annotationPath, quote } from './diagnostics';
import { Annotations } from './readAnnotations';
import { Reading } from './reading';

/** Whether the entity wants a stack; only `"false"` switches it off. */
export function readEnabled(annotations: Annotations): Reading<boolean> {
  const key = NTHLAYER_ANNOTATIONS.enabled;
  const text = annotations.values.get(key);
  const valid = text === undefined || text === 'true' || text === 'false';
  return {
    value: text !== 'false',
    provenance: { source: 'annotation', from: key },
    diagnostics: valid
      ? []
      : [
          {
            severity: 'error',
            code: 'invalid-enabled',
            path: annotationPath(key),
            summary: `${quote(text)} is neither "true" nor "false".`,
            detail: 'The service stays switched on.',
          },
        ],
  };
}
