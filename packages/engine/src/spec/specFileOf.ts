import { Entity } from '@backstage/catalog-model';
import {
  NTHLAYER_ANNOTATIONS,
  RELATED_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { annotationPath } from './diagnostics';
import { fieldsOf, textOf as plainText } from './reading';

/**
 * The spec file that an entity names: `nthlayer.dev/spec`, or else the manifest of OpenSRM. `undefined` when it names
 * none or is switched off. The text is the user's: `readSpecPath` says whether it is a path that may be read.
 *
 * @public
 */
export function specFileOf(entity: Entity): string | undefined {
  return namedFileOf(entity).named;
}

/**
 * Property path of the annotation by which an entity names its spec file, for findings on that file:
 * `metadata.annotations["nthlayer.dev/spec"]`, or that of the manifest of OpenSRM.
 *
 * @public
 */
export function specAnnotationOf(entity: Entity): string {
  return annotationPath(namedFileOf(entity).key);
}

/** The file that an entity names, and the annotation that does. */
export function namedFileOf(entity: Entity): {
  readonly named: string | undefined;
  readonly key: string;
} {
  const annotations = fieldsOf(fieldsOf(fieldsOf(entity).metadata).annotations);
  const enabled = annotations[NTHLAYER_ANNOTATIONS.enabled];
  const textOf = (key: string) => {
    const value = annotations[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  const key = [NTHLAYER_ANNOTATIONS.spec, RELATED_ANNOTATIONS.manifest].find(
    each => textOf(each) !== '',
  );
  return key === undefined || plainText(enabled).trim() === 'false'
    ? { named: undefined, key: NTHLAYER_ANNOTATIONS.spec }
    : { named: textOf(key), key };
}
