import { stringify } from 'yaml';
import { OpenSloDataSource, validateOpenSloDataSource } from './dataSource';
import { OpenSloFinding } from './finding';
import { OpenSloService, validateOpenSloService } from './service';
import { OpenSloSlo, validateOpenSloSlo } from './slo';

/**
 * The kinds of OpenSLO v1 that we write.
 *
 * @public
 */
export type OpenSloObject = OpenSloService | OpenSloDataSource | OpenSloSlo;

/**
 * Which rules of OpenSLO v1 an object breaks, as strictly as OpenSLO's own SDK.
 *
 * @public
 */
export function validateOpenSlo(
  object: OpenSloObject,
): readonly OpenSloFinding[] {
  switch (object.kind) {
    case 'Service':
      return validateOpenSloService(object);
    case 'DataSource':
      return validateOpenSloDataSource(object);
    case 'SLO':
      return validateOpenSloSlo(object);
    default:
      return object satisfies never;
  }
}

/**
 * Objects as one YAML stream, one document each, in the given order.
 *
 * @public
 */
export function printOpenSlo(objects: readonly OpenSloObject[]): string {
  return objects
    .map(object =>
      stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }),
    )
    .join('---\n');
}
