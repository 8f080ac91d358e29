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
  const annotations = fieldsOf(fieldsOf(fieldsOf(entity).metadata).annotations);
  if (String(annotations[NTHLAYER_ANNOTATIONS.enabled]).trim() === 'false') {
    return undefined;
  }
  return [NTHLAYER_ANNOTATIONS.spec, RELATED_ANNOTATIONS.manifest]
    .map(key => annotations[key])
    .filter(value => typeof value === 'string')
    .map(value => value.trim())
    .find(value => value !== '');
}
