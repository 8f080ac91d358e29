import { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { specFileOf } from '@nthlayer/engine';
import { shownText } from '../workspace';

/**
 * Keeps a new spec from taking the place of one that is not in the workspace.
 *
 * @throws ConflictError for an entity that names a spec file already, even if it is switched off at present
 */
export function refuseSecondSpec(entity: Entity): void {
  const { metadata } = entity;
  const annotations = { ...metadata.annotations };
  delete annotations[NTHLAYER_ANNOTATIONS.enabled];
  const named = specFileOf({
    ...entity,
    metadata: { ...metadata, annotations },
  });
  if (named !== undefined) {
    throw new ConflictError(
      `The entity ${shownText(metadata.name)} has a spec already: ${shownText(
        named,
      )}. A new one would not have the SLOs, selectors and labels of that file. ` +
        'Change that file, or set overwrite to true to begin anew.',
    );
  }
}
