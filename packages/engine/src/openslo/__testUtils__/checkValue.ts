import { cursorOf } from '../../spec/specFile/cursor';
import { AnyShape, checkShape, OpenSloProfile } from '../schema';

/** The findings on a value, as `severity code path`. */
export function checkValue(
  shape: AnyShape,
  value: unknown,
  profile: OpenSloProfile = 'strict',
): readonly string[] {
  const locate = () => undefined;
  const at = cursorOf({ file: '', format: 'openslo', value, locate });
  return checkShape(shape, at, profile).findings.map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
}
