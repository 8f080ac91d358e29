import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { cursorOf } from '../spec/specFile/cursor';
import { OpenSloObject, SHAPES } from './openSloObject';
import { checkShape, OpenSloProfile } from './schema';

/**
 * Which rules of OpenSLO v1 an object breaks. An object that comes from a file is better read with `parseOpenSlo`,
 * whose findings have positions.
 *
 * @public
 */
export function validateOpenSlo(
  object: OpenSloObject,
  profile: OpenSloProfile = 'strict',
): readonly Diagnostic[] {
  const at = cursorOf({
    file: '',
    format: 'openslo',
    value: object,
    locate: () => undefined,
  });
  return checkShape(SHAPES[object.kind], at, profile).findings;
}
