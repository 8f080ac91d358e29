import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../spec';
import { FoundService, positionOf } from './foundService';

/** A service that two files, or two documents of one, describe. */
export function describedTwice(
  first: FoundService,
  second: FoundService,
): Diagnostic {
  return {
    severity: 'error',
    code: 'service-described-twice',
    path: 'metadata.name',
    summary: `${second.spec.entityRef} is described by ${first.file} already.`,
    detail:
      first.file === second.file
        ? 'Keep one of the two.'
        : `Keep one of the two, or let the entity name its spec file with the annotation ${NTHLAYER_ANNOTATIONS.spec}.`,
    position: positionOf(second),
  };
}

/** A spec between the entities of a catalog file, where neither the catalog nor we read it. */
export function specAmongEntities(document: SourceDocument): Diagnostic {
  const position = document.locate([]);
  return {
    severity: 'warning',
    code: 'spec-among-entities',
    path: 'apiVersion',
    summary: 'A spec in a file of catalog entities is not read.',
    detail: 'Put it into a file of its own, and name that file in the entity.',
    ...(position && { position }),
  };
}

/**
 * Two services whose generated files would have one folder.
 *
 * @public
 */
export function sameFolder(
  folder: string,
  first: FoundService,
  second: FoundService,
): Diagnostic {
  return {
    severity: 'error',
    code: 'same-folder',
    path: 'metadata.name',
    summary: `${first.spec.entityRef} and ${second.spec.entityRef} would both be written to the folder ${folder}.`,
    detail: 'Generate them in two steps with a targetPath each.',
    position: positionOf(second),
  };
}
