import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../spec';
import { FoundService, positionOf } from './foundService';

/** A service that two files, or two documents of one, describe. */
export function describedTwice(
  entityRef: string,
  described: {
    readonly before: string;
    readonly file: string;
    /** Neither of them is an entity. */
    readonly areSpecs: boolean;
  },
): Diagnostic {
  return {
    severity: 'error',
    code: 'service-described-twice',
    path: 'metadata.name',
    summary: `${entityRef} is also described in ${described.before}.`,
    detail: mendingOf(described),
  };
}

function mendingOf({
  before,
  file,
  areSpecs,
}: Parameters<typeof describedTwice>[1]): string {
  if (before === file) {
    return 'Keep one of the two.';
  }
  return areSpecs
    ? 'Put them into one file, or keep one of the two.'
    : `Keep one of the two, or let the entity name its spec file with the annotation ${NTHLAYER_ANNOTATIONS.spec}.`;
}

/**
 * A document between the entities of a catalog file that is none of them: neither the catalog nor we read it.
 *
 * @public
 */
export function notAnEntity(document: SourceDocument): Diagnostic {
  const isSpec =
    document.format !== 'backstage' && document.format !== 'unknown';
  const position = document.locate([]);
  return {
    severity: 'warning',
    code: isSpec ? 'spec-among-entities' : 'not-an-entity',
    path: 'apiVersion',
    summary: isSpec
      ? 'A spec in a file of catalog entities is not read.'
      : 'The document is not a catalog entity.',
    detail: isSpec
      ? 'Put it into a file of its own, and name that file in the entity.'
      : 'It is passed over.',
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
    path: second.entity
      ? 'metadata.name'
      : second.spec.provenance.name?.path ?? 'metadata.name',
    summary: `${first.spec.entityRef} and ${second.spec.entityRef} would both be written to the folder ${folder}.`,
    detail: 'Generate them in two steps with a targetPath each.',
    position: positionOf(second),
  };
}
