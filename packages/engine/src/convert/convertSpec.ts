import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceFile, SpecContext } from '../spec';
import { filesRead } from '../spec/beside/neededFiles';
import { NearbyFiles } from '../spec/beside/NearbyFiles';
import { readSpecDocuments } from '../spec/documents/readDocuments';
import { translateDocuments } from '../spec/formats/translateDocuments';
import { readAlone } from '../spec/readSpecFile';
import { Comments } from './Comments';
import { printDocument } from './printDocument';
import { toOpenSloDocuments } from './toOpenSloDocuments';
import { toServiceSpecs } from './toServiceSpecs';

/**
 * What a spec may be converted to.
 *
 * @public
 */
export const SPEC_CONVERSIONS = ['servicespec', 'openslo'] as const;

/** @public */
export type SpecConversion = (typeof SPEC_CONVERSIONS)[number];

/**
 * A converted spec file, and what is to be said about the old one and of what could not be carried over.
 *
 * @public
 */
export interface ConvertedSpec {
  /** Absent when the file holds no service that could be converted. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A spec file in another format: read again, it gives the same stacks. Comments stay beside what they are about.
 * A file that is in the format already is answered as it is. Never throws.
 *
 * @public
 */
export function convertSpec(
  file: SourceFile,
  to: SpecConversion,
  context: SpecContext,
): ConvertedSpec {
  const source = readSpecDocuments(file);
  const told = translateDocuments(source.documents, NearbyFiles.of(file));
  const services = readAlone(
    file.path,
    {
      documents: told.documents,
      diagnostics: [...source.diagnostics, ...told.diagnostics],
    },
    context,
  );
  const diagnostics = services.flatMap(({ result }) => result.diagnostics);
  if (services.every(({ result }) => result.kind === 'none')) {
    return { diagnostics };
  }
  const isTold = told.documents.some(each => !source.documents.includes(each));
  const converted =
    to === 'servicespec'
      ? toServiceSpecs(told.documents, { isTold, context })
      : toOpenSloDocuments(file.path, told.documents, { isTold, context });
  if (converted.documents === undefined) {
    return { text: file.text, diagnostics };
  }
  const comments = commentsOf(file);
  const printed = converted.documents.map(each =>
    printDocument(each, comments),
  );
  return {
    text: [...printed, ...(converted.asItIs ? [file.text] : [])].join('---\n'),
    diagnostics: [
      ...diagnostics,
      ...converted.diagnostics,
      ...(converted.asItIs
        ? []
        : [...comments].flatMap(([path, each]) => lostComments(path, each))),
    ],
  };
}

/** Comments of all files that a spec was read from, by path. */
function commentsOf(file: SourceFile): ReadonlyMap<string, Comments> {
  const read = filesRead(file);
  const texts = (file.beside?.files ?? []).flatMap(each =>
    'text' in each && read.includes(each.path) ? [each] : [],
  );
  return new Map(
    [file, ...texts].map(({ path, text }) => [path, Comments.of(text)]),
  );
}

function lostComments(file: string, comments: Comments): readonly Diagnostic[] {
  const [line, ...others] = comments.left();
  if (line === undefined) {
    return [];
  }
  const lines = [line, ...others].join(', ');
  return [
    {
      severity: 'info',
      code: 'comments-left-behind',
      path: '',
      summary: `Comments on these lines have no place in the new file: ${lines}.`,
      detail: 'What they are about is not carried over. Copy them by hand.',
      position: { file, line, column: 1 },
    },
  ];
}
