import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  isWithin,
  readSpecPath,
  specAnnotationOf,
  SpecFile,
  specFileOf,
} from '@nthlayer/engine';
import { NotUtf8 } from '../input/decodeText';
import { shownPath } from '../input/InputFile';
import { readText } from '../input/readText';
import { reasonOf } from '../input/reasonOf';
import { BesideOptions, withFilesBeside } from './withFilesBeside';

/** The file that an entity names as its spec, and where it really is. */
export interface NamedSpec {
  readonly file: SpecFile;
  /** Without symbolic links; absent when there is no such file. */
  readonly realPath?: string;
}

/**
 * Reads the file that an entity names as its spec, with the files beside it, relative to the folder of the catalog file. It must lie in that
 * folder or below it, also after symbolic links are followed. `undefined` when the entity names none.
 */
export async function readNamedSpec(
  entity: Entity,
  options: Omit<BesideOptions, 'entity'>,
): Promise<NamedSpec | undefined> {
  const { folder, cwd } = options;
  const reference = specFileOf(entity);
  if (reference === undefined) {
    return undefined;
  }
  const refuse = (refusal: Refusal): NamedSpec => ({
    file: {
      path: reference,
      problem: {
        ...refusal,
        severity: 'error',
        path: specAnnotationOf(entity),
      },
    },
  });
  const place = readSpecPath(reference);
  if ('problem' in place) {
    return refuse(place.problem);
  }
  const path = join(folder, place.path);
  try {
    const realPath = await realpath(path);
    if (!isWithin(await realpath(folder), realPath, sep)) {
      return refuse(OUTSIDE);
    }
    const text = await readText(realPath);
    const file = { path: shownPath(cwd, path), text };
    return {
      file: await withFilesBeside(file, { ...options, entity }),
      realPath,
    };
  } catch (error) {
    return refuse(unreadable(shownPath(cwd, path), error));
  }
}

type Refusal = Pick<Diagnostic, 'code' | 'summary' | 'detail'>;

const OUTSIDE: Refusal = {
  code: 'spec-file-outside',
  summary:
    'The spec file leads, by a symbolic link, outside the folder of the catalog file.',
  detail: 'It is not read. Put the file itself there.',
};

function unreadable(path: string, error: unknown): Refusal {
  return {
    code: 'spec-file-unreadable',
    summary: `The spec file ${JSON.stringify(path)} cannot be read: ${reasonOf(
      error,
    )}.`,
    detail:
      error instanceof NotUtf8
        ? 'Nothing of it is used.'
        : 'Create it, or correct the annotation.',
  };
}
