import {
  Diagnostic,
  ServiceSpec,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument, specPosition, withPositions } from '../spec';

/**
 * A service that files describe.
 *
 * @public
 */
export interface FoundService {
  readonly spec: ServiceSpec;
  /** The file that describes it: of its entity, or a spec that stands alone. */
  readonly file: string;
  /** Its entity; absent when a spec stands alone. */
  readonly entity?: SourceDocument;
}

/** Where a service says its name. */
export function positionOf({
  spec,
  file,
  entity,
}: FoundService): SourcePosition {
  return (
    entity?.locate(['metadata', 'name']) ??
    specPosition(spec, 'name') ?? { file, line: 1, column: 1 }
  );
}

/**
 * Findings on a service, each with a position, if only that of its name.
 *
 * @public
 */
export function placedOnService(
  diagnostics: readonly Diagnostic[],
  service: FoundService,
): readonly Diagnostic[] {
  const { entity } = service;
  return diagnostics.map(diagnostic => {
    const [found] =
      entity && diagnostic.path.startsWith('metadata.')
        ? withPositions([diagnostic], entity)
        : [diagnostic];
    return found.position ? found : { ...found, position: positionOf(service) };
  });
}
