import {
  ANNOTATION_PREFIX,
  Diagnostic,
  OPENSLO_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { didYouMean } from '../../spec/didYouMean';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { isObject } from '../../spec/specFile/readFields';
import { ignored } from './idleFields';

const KNOWN: readonly string[] = Object.values(OPENSLO_ANNOTATIONS);

/** Findings on annotations of ours that an object cannot have; those of others are for other tools. */
export function ownAnnotations(
  at: Cursor,
  isComposite: boolean,
): readonly Diagnostic[] {
  const annotations = at.child('metadata').child('annotations');
  return isObject(annotations.value)
    ? Object.keys(annotations.value)
        .filter(key => key.startsWith(ANNOTATION_PREFIX))
        .map(key => annotations.child(key))
        .flatMap(each => {
          if (!KNOWN.includes(each.name)) {
            return [unknownAnnotation(each)];
          }
          return isComposite
            ? []
            : [ignored(each, 'Only a composite SLO is made of others.')];
        })
    : [];
}

function unknownAnnotation(at: Cursor): Diagnostic {
  const guess = didYouMean(at.name, KNOWN);
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'unknown-annotation',
    summary: `${quote(at.name)} is not an annotation of OpenSLO objects.`,
    detail: `${hint}It is ignored. Known: ${KNOWN.join(', ')}.`,
  });
}
