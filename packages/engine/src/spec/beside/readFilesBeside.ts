import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { FileBeside, SourceFile } from '../documents';
import { LIMITS } from '../documents/limits';
import { documentsOf, mayAsk, wantedBy } from './neededFiles';

/**
 * Why a file beside a spec file is not read: a finding that lacks only its place.
 *
 * @public
 */
export type FileRefusal = Pick<Diagnostic, 'code' | 'summary' | 'detail'>;

/**
 * Gives a file beside a spec file by its path, which is shown as that of the spec file and lies in its folder or below.
 * Where links lead is for the reader to see. `undefined` when there is no such file.
 *
 * @public
 */
export type ReadFileBeside = (
  path: string,
) => Promise<
  { readonly text: string } | { readonly problem: FileRefusal } | undefined
>;

/**
 * Does elsewhere what `neededFiles` does, for files that it takes so long to read; undefined for others.
 *
 * @public
 */
export type NeededFilesElsewhere = (
  file: SourceFile,
) => Promise<readonly (readonly string[])[]> | undefined;

/**
 * A spec file with the files that it asks for: those of environments, templates, and OpenSLO documents that it refers
 * to. The same file where it asks for none. At most 200 files are looked for, of 256 KB together with the spec.
 *
 * @public
 */
export async function readFilesBeside(
  file: SourceFile,
  environments: readonly string[],
  read: ReadFileBeside,
  elsewhere?: NeededFilesElsewhere,
): Promise<SourceFile> {
  if (!mayAsk(file)) {
    return file;
  }
  const found = new Map<string, FileBeside>();
  const withFound = () => ({
    ...file,
    beside: { environments, files: [...found.values()] },
  });
  let documents: ReturnType<typeof documentsOf> | undefined;
  const neededBy = (whole: SourceFile) => {
    const needed = elsewhere?.(whole);
    if (needed) {
      return needed;
    }
    documents ??= documentsOf(file);
    return wantedBy(documents, whole);
  };
  const look = lookWithin(file, read);
  // what one round finds may ask for more: templates of a spec, documents of a template
  for (let round = 0; round < LIMITS.roundsBeside; round++) {
    const needed = await neededBy(withFound());
    if (needed.length === 0) {
      break;
    }
    for (const paths of needed) {
      await lookForFirst(paths, found, look);
    }
  }
  return withFound();
}

type Look = (path: string) => Promise<FileBeside>;

async function lookForFirst(
  paths: readonly string[],
  found: Map<string, FileBeside>,
  look: Look,
): Promise<void> {
  for (const path of paths) {
    const file = found.get(path) ?? (await look(path));
    found.set(path, file);
    if (!('missing' in file)) {
      return;
    }
  }
}

/** Looks for files until there are too many of them. */
function lookWithin({ text }: SourceFile, read: ReadFileBeside): Look {
  let files = 0;
  let bytes = Buffer.byteLength(text, 'utf8');
  return async path => {
    files += 1;
    if (files > LIMITS.filesBeside) {
      return refused(path, tooMany);
    }
    const answer = await read(path);
    if (answer === undefined) {
      return { path, missing: true };
    }
    if ('problem' in answer) {
      return refused(path, answer.problem);
    }
    bytes += Buffer.byteLength(answer.text, 'utf8');
    return bytes > LIMITS.bytesTogether
      ? refused(path, tooLarge)
      : { path, text: answer.text };
  };
}

function refused(path: string, refusal: FileRefusal): FileBeside {
  return { path, problem: { severity: 'error', path: '', ...refusal } };
}

const tooMany: FileRefusal = {
  code: 'too-many-files',
  summary: `The spec asks for more than ${LIMITS.filesBeside} files.`,
  detail: 'The others are not read. Put them together.',
};

const tooLarge: FileRefusal = {
  code: 'files-too-large',
  summary: `The spec and its files are larger than ${
    LIMITS.bytesTogether / 1024
  } KB together.`,
  detail: 'The rest is not read. Split the spec.',
};
