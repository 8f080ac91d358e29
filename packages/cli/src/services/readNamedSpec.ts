import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecFile } from '@nthlayer/engine';
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
 * folder or below it, also after symbolic links are followed.
 */
export async function readNamedSpec(
  reference: string,
  { folder, cwd }: { readonly folder: string; readonly cwd: string },
): Promise<NamedSpec> {
  const refused = checkReference(reference);
  if (refused) {
    return { file: problem(reference, refused) };
  }
  const path = resolve(folder, reference);
  if (!isWithin(folder, path)) {
    return { file: problem(reference, OUTSIDE) };
  }
  try {
    const realPath = await realpath(path);
    if (!isWithin(await realpath(folder), realPath)) {
      return { file: problem(reference, LINK_OUTSIDE) };
    }
    const shown = shownPath(cwd, path);
    const text = await readText(realPath);
    return { file: { path: shown, text }, realPath };
  } catch (error) {
    return {
      file: problem(reference, {
        code: 'spec-file-unreadable',
        summary: `The spec file ${JSON.stringify(
          reference,
        )} cannot be read: ${reasonOf(error)}.`,
        detail: `It is looked for in ${shownPath(cwd, folder)}.`,
      }),
    };
  }
}

type Refusal = Pick<Diagnostic, 'code' | 'summary' | 'detail'>;

const HOW =
  'The spec file is not read. Give a relative path with "/", such as ./nthlayer.yaml, to a file in the folder of the catalog file or below it.';

const OUTSIDE: Refusal = {
  code: 'spec-path-outside',
  summary: 'The spec file lies outside the folder of the catalog file.',
  detail: HOW,
};

const LINK_OUTSIDE: Refusal = {
  ...OUTSIDE,
  summary:
    'The spec file leads, by a symbolic link, outside the folder of the catalog file.',
};

const BAD_PATHS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Cc}\p{Zl}\p{Zp}]/u, 'holds a line break or a control character'],
  [/^[A-Za-z]:[\\/]/, 'is an absolute Windows path'],
  [/^[A-Za-z][A-Za-z0-9+.-]*:/, 'is a URL'],
  [/\\/, 'holds a backslash'],
  [/^[/~]/, 'is an absolute path'],
];

function checkReference(reference: string): Refusal | undefined {
  const [, why] = BAD_PATHS.find(([bad]) => bad.test(reference)) ?? [];
  return why === undefined
    ? undefined
    : {
        code: 'invalid-spec-path',
        summary: `The path of the spec file ${why}.`,
        detail: HOW,
      };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return (
    way !== '' &&
    way !== '..' &&
    !way.startsWith(`..${sep}`) &&
    !isAbsolute(way)
  );
}

function problem(reference: string, refusal: Refusal): SpecFile {
  return {
    path: reference,
    problem: {
      severity: 'error',
      path: `metadata.annotations[${JSON.stringify(
        NTHLAYER_ANNOTATIONS.spec,
      )}]`,
      ...refusal,
    },
  };
}
