import { Entity } from '@backstage/catalog-model';
import {
  NTHLAYER_ANNOTATIONS,
  RELATED_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { fieldsOf } from './reading';

/**
 * The spec file that an entity names: `nthlayer.dev/spec`, or else the manifest of OpenSRM. `undefined` when it names
 * none or is switched off. The text is the user's; resolving and confining it is the caller's work.
 *
 * @public
 */
export function specFileOf(entity: Entity): string | undefined {
  return namedFileOf(entity).named;
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
  return key === undefined || String(enabled).trim() === 'false'
    ? { named: undefined, key: NTHLAYER_ANNOTATIONS.spec }
    : { named: textOf(key), key };
}
