import { FileRefusal } from '../spec';

/**
 * Why a file is not read that a link leads out of the folder of the file that names it.
 *
 * @public
 */
export function fileOutside(path: string): FileRefusal {
  return {
    code: 'spec-file-outside',
    summary: `${path} is a link that leaves the folder of the file that names it.`,
    detail: 'It is not read. Put the file itself there.',
  };
}

/**
 * Why a file is not read that is there; `reason` ends a sentence.
 *
 * @public
 */
export function fileUnreadable(path: string, reason: string): FileRefusal {
  return {
    code: 'spec-file-unreadable',
    summary: `${path} cannot be read: ${reason}.`,
    detail: 'Nothing of it is used.',
  };
}

/** Why the spec file of an entity is not read that is not there. */
export function fileMissing(path: string): FileRefusal {
  return {
    ...fileUnreadable(
      path,
      'there is no such file beside the file of the entity',
    ),
    detail: 'Create it, or correct the annotation.',
  };
}
