import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  RELATED_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecFile, specFileOf } from '@nthlayer/engine';
import { shownPath } from '../input/InputFile';
import { readText } from '../input/readText';
import { reasonOf } from '../input/reasonOf';

/** The file that an entity names as its spec, and where it really is. */
export interface NamedSpec {
  readonly file: SpecFile;
  /** Without symbolic links; absent when there is no such file. */
  readonly realPath?: string;
}

/**
 * Reads the file that an entity names as its spec, relative to the folder of the catalog file. It must lie in that
 * folder or below it, also after symbolic links are followed. `undefined` when the entity names none.
 */
export async function readNamedSpec(
  entity: Entity,
  { folder, cwd }: { readonly folder: string; readonly cwd: string },
): Promise<NamedSpec | undefined> {
  const reference = specFileOf(entity);
  if (reference === undefined) {
    return undefined;
  }
  const refuse = (refusal: Refusal): NamedSpec => ({
    file: {
      path: reference,
      problem: { severity: 'error', path: annotationOf(entity), ...refusal },
    },
  });
  const [, why] = BAD_PATHS.find(([bad]) => bad.test(reference)) ?? [];
  if (why !== undefined) {
    return refuse(badPath(why));
  }
  const path = join(folder, reference);
  try {
    const realPath = await realpath(path);
    if (!isWithin(await realpath(folder), realPath)) {
      return refuse(OUTSIDE);
    }
    const text = await readText(realPath);
    return { file: { path: shownPath(cwd, path), text }, realPath };
  } catch (error) {
    return refuse(unreadable(shownPath(cwd, path), reasonOf(error)));
  }
}

type Refusal = Pick<Diagnostic, 'code' | 'summary' | 'detail'>;

/** The rules of the portal: what a URL, a shell or another operating system would take for more than a name. */
const BAD_PATHS: readonly (readonly [RegExp, string])[] = [
  [/^.{501}/s, 'is longer than 500 characters'],
  [/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u, 'holds a control character'],
  [/^[A-Za-z]:|\\/, 'is a Windows path'],
  [/^[A-Za-z][A-Za-z0-9+.-]+:|^\/\//, 'is a URL'],
  [/^[/~]/, 'is absolute'],
  [/(?:^|\/)\.\.(?:\/|$)/, 'leaves the folder of the catalog file'],
  [/[:?#%*"<>|]/, 'holds a character that file names here must not have'],
  [/^(?:\.?\/*)*$|\/$/, 'names no file'],
];

function badPath(why: string): Refusal {
  return {
    code: 'spec-file-path',
    summary: `The path of the spec file ${why}.`,
    detail:
      'The file is not read. Name one in the folder of the catalog file or below it, with "/" between folders, such as ./nthlayer.yaml.',
  };
}

const OUTSIDE: Refusal = {
  code: 'spec-file-outside',
  summary:
    'The spec file leads, by a symbolic link, outside the folder of the catalog file.',
  detail: 'It is not read. Put the file itself there.',
};

function unreadable(path: string, why: string): Refusal {
  return {
    code: 'spec-file-unreadable',
    summary: `The spec file ${JSON.stringify(path)} cannot be read: ${why}.`,
    detail: 'Create it, or correct the annotation.',
  };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** Property path of the annotation that names the file. */
function annotationOf({ metadata }: Entity): string {
  const { spec } = NTHLAYER_ANNOTATIONS;
  const { manifest } = RELATED_ANNOTATIONS;
  const key = metadata.annotations?.[spec] === undefined ? manifest : spec;
  return `metadata.annotations[${JSON.stringify(key)}]`;
}
