import {
  Diagnostic,
  Severity,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { formatOf } from './formatOf';
import { inspectDocument } from './inspectDocument';
import { LIMITS, longestOf } from './limits';
import { lineIndex } from './lineIndex';
import { locateIn } from './locateIn';
import { ParseLimits, parseYaml, TextProblem, YamlDocument } from './parseYaml';
import { SourceDocument, SourceFile } from './sourceDocument';

/**
 * The documents of a file, and what is wrong with it. What cannot be used is left out; empty documents are skipped.
 *
 * @public
 */
export interface DocumentsResult {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads YAML or JSON: one document, several, or a list of them. Refused before it is parsed: more than 256 KB (4 MB
 * for files of catalog entities), control characters. Refused before it is built: depth over 32, more than 100
 * aliases, more than 2,000 keys of one object. Keys that are given twice are dropped. Never throws.
 *
 * @public
 */
export function readDocuments(file: SourceFile): DocumentsResult {
  return readLimited(file, longestOf(file.text));
}

/** The same for a file that is a spec, whatever it says it is. */
export function readSpecDocuments(file: SourceFile): DocumentsResult {
  return readLimited(file, LIMITS.specBytes);
}

function readLimited(file: SourceFile, longest: number): DocumentsResult {
  const text = withoutMark(file.text);
  const positionAt = lineIndex(file.path, text);
  const refused = checkText(text, longest);
  const parsed = refused ?? parseYaml(text, limitsOf(longest));
  if (!isList(parsed)) {
    return { documents: [], diagnostics: [report(parsed, positionAt)] };
  }
  const documents: SourceDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const each of parsed) {
    const { value, problems } = readOne(each);
    diagnostics.push(...problems.map(problem => report(problem, positionAt)));
    if (value !== undefined && value !== null) {
      documents.push(...documentsOf(file.path, each, value, positionAt));
    }
  }
  return { documents, diagnostics };
}

/** Files of entities may hold as many as fit into them. */
function limitsOf(longest: number): ParseLimits {
  return longest === LIMITS.specBytes
    ? LIMITS
    : { words: longest, documents: longest };
}

/** Some editors put a byte order mark before the first line; it takes no column. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function isList<T>(value: readonly T[] | TextProblem): value is readonly T[] {
  return Array.isArray(value);
}

/** Control characters without tab, line feed, carriage return and next line; halves of surrogate pairs. */
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|\p{Cs}/u;

/** A character takes at most three bytes for each of its units, so that most texts need not be measured. */
function isLongerThan(longest: number, text: string): boolean {
  return (
    text.length > longest ||
    (text.length * 3 > longest && Buffer.byteLength(text, 'utf8') > longest)
  );
}

function checkText(text: string, longest: number): TextProblem | undefined {
  if (isLongerThan(longest, text)) {
    return {
      code: 'file-too-large',
      offset: 0,
      summary: `The file is larger than ${longest / 1024} KB.`,
      detail: 'It is not read. Split it.',
    };
  }
  const offset = text.search(FORBIDDEN);
  return offset === -1
    ? undefined
    : {
        code: 'control-character',
        offset,
        summary: `The character ${quote(
          text.charAt(offset),
        )} is not allowed in YAML.`,
        detail: 'The file is not read. Remove the character.',
      };
}

function readOne(document: YamlDocument): {
  readonly value?: unknown;
  readonly problems: readonly (TextProblem & { severity?: Severity })[];
} {
  const [issue] = document.errors;
  if (issue !== undefined) {
    return { problems: [notYaml(issue)] };
  }
  const tags = document.warnings.map(unknownTag);
  const { problems, fatal } = inspectDocument(document);
  if (fatal) {
    return { problems };
  }
  try {
    // The library counts the anchor itself as well.
    const value: unknown = document.toJS({
      maxAliasCount: LIMITS.aliases + 1,
    });
    return { value, problems: [...tags, ...problems] };
  } catch (error) {
    return { problems: [...problems, badAlias(error)] };
  }
}

type YamlIssue = { readonly message: string; readonly pos: readonly number[] };

function notYaml({ message, pos }: YamlIssue): TextProblem {
  return {
    code: 'invalid-yaml',
    offset: pos[0],
    summary: `This is not YAML: ${quote(message)}.`,
    detail: 'The document is not read.',
  };
}

function unknownTag({ message, pos }: YamlIssue): TextProblem {
  return {
    code: 'unknown-tag',
    offset: pos[0],
    summary: `Tags are not read: ${quote(message)}.`,
    detail: 'The value is read as if the tag were not there.',
  };
}

function badAlias(error: unknown): TextProblem {
  return {
    code: 'invalid-alias',
    offset: 0,
    summary: `Its aliases cannot be resolved: ${quote(
      error instanceof Error ? error.message : error,
    )}.`,
    detail: 'The document is not read. Write the values out.',
  };
}

function report(
  { code, offset, summary, detail }: TextProblem,
  positionAt: (offset: number) => SourcePosition,
): Diagnostic {
  return {
    severity: code === 'unknown-tag' ? 'warning' : 'error',
    code,
    path: '',
    summary,
    ...(detail !== undefined && { detail }),
    position: positionAt(offset),
  };
}

/** A list at the top holds one document each. */
function documentsOf(
  file: string,
  document: YamlDocument,
  value: unknown,
  positionAt: (offset: number) => SourcePosition,
): readonly SourceDocument[] {
  const locate = locateIn(document, positionAt);
  const one = (item: unknown, index?: number): SourceDocument => ({
    file,
    format: formatOf(item),
    value: item,
    locate: (path, part) =>
      locate(index === undefined ? path : [index, ...path], part),
  });
  return Array.isArray(value)
    ? value.map((item: unknown, index) => one(item, index))
    : [one(value)];
}
